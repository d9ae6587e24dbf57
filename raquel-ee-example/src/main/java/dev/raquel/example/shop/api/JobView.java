package dev.raquel.example.shop.api;

import dev.raquel.jpa.JobEntity;
import java.time.Instant;
import java.util.UUID;

/** What the page shows of a job: a part of its row, with times as ISO text. */
public record JobView(
        UUID id,
        String queue,
        String payload,
        String status,
        int attempts,
        String error,
        Instant enqueuedAt,
        Instant scheduledAt,
        Instant claimedAt,
        Instant finishedAt) {

    static JobView of(JobEntity job) {
        return new JobView(
                job.getId(),
                job.getQueue(),
                job.getPayload(),
                job.getStatus(),
                job.getAttempts(),
                job.getError(),
                instant(job.getEnqueuedAt()),
                instant(job.getScheduledAt()),
                instant(job.getClaimedAt()),
                instant(job.getFinishedAt()));
    }

    private static Instant instant(Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
