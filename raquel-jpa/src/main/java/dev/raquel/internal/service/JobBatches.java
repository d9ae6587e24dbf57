package dev.raquel.internal.service;

import dev.raquel.JobRequest;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.store.JobStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects new jobs, and writes them by the batch, in the calling thread's transaction. */
final class JobBatches {

    private static final int MOST = 500;
    private static final int MOST_CHARACTERS = 4_000_000;

    private final NewJobs newJobs;
    private final JobStore store;
    private final InstantSource clock;
    private final Map<String, Long> firstStarts = new HashMap<>();
    private final List<JobState> batch = new ArrayList<>();
    private long characters;
    private long written;

    JobBatches(NewJobs newJobs, JobStore store, InstantSource clock) {
        this.newJobs = newJobs;
        this.store = store;
        this.clock = clock;
    }

    void add(@Nullable JobRequest request) {
        JobState job = newJob(request);
        batch.add(job);
        characters += job.payload() == null ? 0 : job.payload().length();
        if (batch.size() == MOST || characters >= MOST_CHARACTERS) {
            write();
        }
    }

    /** Writes what has been collected. */
    void write() {
        if (batch.isEmpty()) {
            return;
        }
        store.insertAll(batch);
        written += batch.size();
        batch.forEach(job -> firstStarts.merge(job.queue(), job.scheduledAt(), Math::min));
        batch.clear();
        characters = 0;
    }

    long written() {
        return written;
    }

    /** When the first of the jobs in each queue is due. */
    Map<String, Long> firstStarts() {
        return firstStarts;
    }

    private JobState newJob(@Nullable JobRequest request) {
        long number = written + batch.size() + 1;
        if (request == null) {
            throw new IllegalArgumentException("Request number " + number + " is null");
        }
        try {
            return newJobs.of(request, clock.millis());
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(
                    "Request number " + number + ", for queue '" + request.queue() + "': " + refused.getMessage(),
                    refused);
        }
    }
}
