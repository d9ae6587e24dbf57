package dev.raquel.internal.service;

import dev.raquel.JobInfo;
import dev.raquel.JobRequest;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.store.JobStore;
import dev.raquel.spi.Transactions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Adds jobs, in the caller's transaction. */
final class Enqueueing {

    private static final int BATCH = 500;
    private static final int BATCH_CHARACTERS = 4_000_000;

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

    JobInfo enqueue(JobRequest request) {
        JobState job = newJobs.of(request, clock.millis());
        transactions.joining(() -> {
            store.insert(job);
            announcements.afterCommit(job);
            return job;
        });
        return job.info();
    }

    /** Holds one batch in memory at a time, however long the stream is. */
    long enqueueAll(Stream<JobRequest> requests) {
        try (requests) {
            Iterator<JobRequest> remaining = requests.iterator();
            return transactions.joining(() -> insertAll(remaining));
        }
    }

    private long insertAll(Iterator<JobRequest> requests) {
        Map<String, Long> firstStarts = new HashMap<>();
        long added = 0;
        while (requests.hasNext()) {
            List<JobState> batch = batch(requests, added);
            store.insertAll(batch);
            added += batch.size();
            batch.forEach(job -> firstStarts.merge(job.queue(), job.scheduledAt(), Math::min));
        }
        firstStarts.forEach(announcements::afterCommit);
        return added;
    }

    private List<JobState> batch(Iterator<JobRequest> requests, long before) {
        List<JobState> batch = new ArrayList<>();
        long characters = 0;
        long now = clock.millis();
        while (requests.hasNext() && batch.size() < BATCH && characters < BATCH_CHARACTERS) {
            JobState job = newJob(requests.next(), now, before + batch.size() + 1);
            characters += job.payload() == null ? 0 : job.payload().length();
            batch.add(job);
        }
        return batch;
    }

    private JobState newJob(JobRequest request, long now, long number) {
        try {
            return newJobs.of(request, now);
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(
                    "Request number " + number + ", for queue '" + request.queue() + "': " + refused.getMessage(),
                    refused);
        }
    }
}
