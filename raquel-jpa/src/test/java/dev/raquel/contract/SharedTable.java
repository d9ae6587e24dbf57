package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.JobHandler;
import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.Subscription;
import java.util.UUID;

/** A table that Java nodes and Python workers share: what each of them does. */
interface SharedTable extends Contract {

    default PythonWorker python() {
        return new PythonWorker(q().database, q().clock);
    }

    default PythonWorker.Claimed claimedByPython() {
        return python().claim(QueueFixture.QUEUE, null).orElseThrow();
    }

    default PythonWorker.Attempt runByPython() {
        return python().begin(claimedByPython());
    }

    default boolean pythonFindsNothing() {
        return python().claim(QueueFixture.QUEUE, null).isEmpty();
    }

    default JobInfo read(UUID id) {
        return q().raquel.get(id).orElseThrow();
    }

    /** Runs what is due here. */
    default int drainedBy(JobHandler<String> what) {
        try (Subscription handler = q().handle(what)) {
            return q().raquel.drain(QueueFixture.QUEUE);
        }
    }

    default void assertWaits(JobInfo job, JobStatus status, int attempts, int failures, long seconds) {
        assertThat(job.status()).isEqualTo(status);
        assertThat(job.attempts()).isEqualTo(attempts);
        assertThat(job.failures()).isEqualTo(failures);
        assertThat(job.scheduledAt()).isEqualTo(q().clock.instant().plusSeconds(seconds));
    }
}
