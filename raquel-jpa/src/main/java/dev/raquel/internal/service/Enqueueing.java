package dev.raquel.internal.service;

import dev.raquel.JobInfo;
import dev.raquel.JobRequest;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.store.JobStore;
import dev.raquel.spi.Transactions;
import java.time.InstantSource;
import java.util.stream.Stream;

/** Adds jobs, in the caller's transaction. */
final class Enqueueing {

    private final NewJobs newJobs;
    private final JobStore store;
    private final Transactions transactions;
    private final InstantSource clock;
    private final Announcements announcements;

    Enqueueing(
            NewJobs newJobs,
            JobStore store,
            Transactions transactions,
            InstantSource clock,
            Announcements announcements) {
        this.newJobs = newJobs;
        this.store = store;
        this.transactions = transactions;
        this.clock = clock;
        this.announcements = announcements;
    }

    /** The same request with its payload as text, for another thread to enqueue; refuses what no row can hold. */
    JobRequest written(JobRequest request) {
        return newJobs.written(request);
    }

    JobInfo enqueue(JobRequest request) {
        JobState job = newJobs.of(request, clock.millis());
        transactions.joining(() -> {
            store.insert(job);
            announcements.afterCommit(job);
            return job;
        });
        return job.info();
    }

    /**
     * Holds one batch in memory at a time, however long the stream is: it pushes its elements, since an iterator would
     * hold all that a {@code flatMap} makes of one of them. Closed before the commit, so that nothing fails after it.
     */
    long enqueueAll(Stream<JobRequest> requests) {
        try (requests) {
            return transactions.joining(() -> {
                try (requests) {
                    JobBatches batches = new JobBatches(newJobs, store, clock);
                    requests.sequential().forEachOrdered(batches::add);
                    batches.write();
                    batches.firstStarts().forEach(announcements::afterCommit);
                    return batches.written();
                }
            });
        }
    }
}
