package dev.raquel.internal.store;

import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.jpa.JobEntity;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.MutationQuery;

/** How the rows of many new jobs are inserted. Which way is right for a database: {@link DatabaseTraits#newRows()}. */
enum NewRows {
    /** Hibernate's insert of each, in one batch. */
    AS_BATCH {
        @Override
        void insert(Database database, StatelessSession session, List<JobState> jobs) {
            session.setJdbcBatchSize(jobs.size());
            jobs.forEach(job -> session.insert(JobEntity.of(job)));
            ((SharedSessionContractImplementor) session).getJdbcCoordinator().executeBatch();
        }
    },
    /** One statement inserts all rows. */
    AS_ARRAYS {
        @Override
        void insert(Database database, StatelessSession session, List<JobState> jobs) {
            MutationQuery insert = NativeUpdate.of(database, session, JobQueries.NATIVE_INSERT_NEW);
            bind(insert, "ids", jobs, job -> job.id().toString(), String[]::new);
            bind(insert, "queues", jobs, JobState::queue, String[]::new);
            bind(insert, "payloads", jobs, JobState::payload, String[]::new);
            bind(insert, "maxAges", jobs, JobState::maxAge, Long[]::new);
            bind(insert, "maxRetryCounts", jobs, job -> job.retry().maxRetryCount(), Integer[]::new);
            bind(insert, "minRetryDelays", jobs, job -> job.retry().minRetryDelay(), Integer[]::new);
            bind(insert, "maxRetryDelays", jobs, job -> job.retry().maxRetryDelay(), Integer[]::new);
            bind(insert, "backoffBases", jobs, job -> job.retry().backoffBase(), Integer[]::new);
            bind(insert, "enqueuedAts", jobs, JobState::enqueuedAt, Long[]::new);
            bind(insert, "scheduledAts", jobs, JobState::scheduledAt, Long[]::new);
            insert.executeUpdate();
        }
    };

    /** Inserts them, at once. They must be queued and have had no attempt. */
    abstract void insert(Database database, StatelessSession session, List<JobState> jobs);

    private static <T> void bind(
            MutationQuery insert,
            String name,
            List<JobState> jobs,
            Function<JobState, T> column,
            IntFunction<T[]> array) {
        T[] values = jobs.stream().map(column).toArray(array);
        @SuppressWarnings("unchecked") // the class of an array of T is a class of arrays of T
        Class<T[]> type = (Class<T[]>) values.getClass();
        insert.setParameter(name, values, type);
    }
}
