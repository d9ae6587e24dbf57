package dev.raquel.internal.store;

import dev.raquel.JobStatus;
import dev.raquel.internal.lifecycle.JobState;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.query.Query;

/**
 * What to claim: up to {@code limit} jobs of a queue, under this token, without those to be avoided.
 */
public record ClaimOrder(String queue, int limit, String token, List<UUID> avoided) {

    /** Whether a job is due now and wanted. The same condition as in the queries. */
    boolean matches(JobState job, long now) {
        boolean waits = job.status() == JobStatus.QUEUED || job.status() == JobStatus.FAILED;
        return waits
                && job.queue().equals(queue)
                && job.scheduledAt() >= 0
                && job.scheduledAt() <= now
                && !avoided.contains(job.id());
    }

    <T> Query<T> query(StatelessSession session, String plain, String notAvoided, Class<T> type, long now) {
        Query<T> query = session.createQuery(avoided.isEmpty() ? plain : notAvoided, type)
                .setParameter("queue", queue)
                .setParameter("now", now);
        return avoided.isEmpty() ? query : query.setParameterList("avoided", Ids.padded(avoided));
    }
}
