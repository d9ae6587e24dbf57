package dev.raquel.internal.lifecycle;

import static dev.raquel.JobStatus.CANCELLED;
import static dev.raquel.JobStatus.CLAIMED;
import static dev.raquel.JobStatus.EXHAUSTED;
import static dev.raquel.JobStatus.EXPIRED;
import static dev.raquel.JobStatus.FAILED;
import static dev.raquel.JobStatus.QUEUED;
import static dev.raquel.JobStatus.SUCCESS;

import dev.raquel.JobStatus;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every legal move in a job's life, and what it writes. Pure: a job and a time in milliseconds since the epoch go in, a
 * {@link Transition} comes out. A move that the job's state does not allow is refused with
 * {@link IllegalStateException}.
 */
public final class Lifecycle {

    private static final Set<JobStatus> WAITING =
            Arrays.stream(JobStatus.values()).filter(JobStatus::isWaiting).collect(Collectors.toUnmodifiableSet());

    /** The states from which {@link #cancel} is allowed, outside an attempt. */
    public static final Set<JobStatus> CANCELLABLE = WAITING;
    /** The states from which {@link #requeue} is allowed. */
    public static final Set<JobStatus> REQUEUEABLE = Set.of(EXHAUSTED, EXPIRED, CANCELLED);

    private Lifecycle() {}

    /** A waiting job becomes this claim's. */
    public static Transition claim(JobState job, String claimedBy, long now) {
        require(job, WAITING, "claimed");
        return Transition.to(CLAIMED, job)
                .expiringAt(job.status() == QUEUED ? null : job.expiresAt())
                .claimed(claimedBy, now);
    }

    /** Whether a waiting job is too old to be started now. */
    public static boolean isTooOld(JobState job, long now) {
        return job.waits() && Deadline.isPast(Deadline.of(job), now);
    }

    /** A waiting job that is too old to be started. */
    public static Transition expire(JobState job, long now) {
        require(job, WAITING, "expired");
        return Transition.to(EXPIRED, job).finished(now);
    }

    /** What a claimed job becomes by the outcome of an attempt that ended now. */
    public static Transition settle(JobState job, Outcome outcome, long now) {
        require(job, Set.of(CLAIMED), "settled");
        if (outcome instanceof Outcome.Failed failed) {
            return fail(job, failed.error(), now);
        }
        if (outcome instanceof Outcome.GivenUp givenUp) {
            return failed(EXHAUSTED, job, givenUp.error(), now);
        }
        if (outcome instanceof Outcome.Rescheduled rescheduled) {
            return Transition.to(QUEUED, job)
                    .countingAttempt()
                    .scheduledAt(start(rescheduled, job, now))
                    .expiringAt(null)
                    .finished(null);
        }
        if (outcome instanceof Outcome.Rejected) {
            return Transition.to(QUEUED, job).countingAttempt().claimed(null, null);
        }
        JobStatus end = outcome instanceof Outcome.Cancelled ? CANCELLED : SUCCESS;
        return Transition.to(end, job).countingAttempt().finished(now);
    }

    /** Whether a job's claim may be taken over: its lease was written at this time or earlier, or says no time. */
    public static boolean hasRunOut(JobState job, long before) {
        return job.status() == CLAIMED && (job.claimedAt() == null || job.claimedAt() <= before);
    }

    /**
     * A claimed job whose node is gone: a failure that happened when the claim was last known to be alive. A claim
     * without a time, or from before 1970, is as old as can be: an earlier start would never come.
     */
    public static Transition lose(JobState job) {
        require(job, Set.of(CLAIMED), "taken over");
        String owner = job.claimedBy() == null ? "a node that left no name" : "node " + job.claimedBy();
        String error = "The claim was lost: " + owner
                + " vanished while it held this job, or did not end it in time; the job may have run";
        long lastAlive = job.claimedAt() == null ? 0 : Math.max(0, job.claimedAt());
        return fail(job, ErrorText.of(error), lastAlive);
    }

    /** A claimed job given back before it ran. */
    public static Transition unclaim(JobState job) {
        require(job, Set.of(CLAIMED), "given back");
        return Transition.to(QUEUED, job).claimed(null, null);
    }

    /** A waiting job that somebody does not want any more. */
    public static Transition cancel(JobState job, long now) {
        require(job, CANCELLABLE, "cancelled");
        return Transition.to(CANCELLED, job).finished(now);
    }

    /** A finished job that is to be run again as if it were new. */
    public static Transition requeue(JobState job, long now) {
        require(job, REQUEUEABLE, "requeued");
        return Transition.to(QUEUED, job)
                .forgettingFailures()
                .scheduledAt(now)
                .expiringAt(null)
                .finished(null);
    }

    private static Transition fail(JobState job, ErrorText error, long at) {
        Transition failure = failed(FAILED, job, error, at);
        if (job.retry().exhaustedBy(failure.failures())) {
            return failed(EXHAUSTED, job, error, at);
        }
        long next = Millis.plus(at, Backoff.delay(failure.failures(), job.retry()));
        if (Deadline.isPast(Deadline.of(job), next)) {
            return failed(EXPIRED, job, error, at);
        }
        return failure.scheduledAt(next);
    }

    private static Transition failed(JobStatus end, JobState job, ErrorText error, long at) {
        return Transition.to(end, job)
                .countingAttempt()
                .countingFailure(error)
                .expiringAt(Deadline.of(job))
                .finished(at);
    }

    private static long start(Outcome.Rescheduled rescheduled, JobState job, long now) {
        if (rescheduled.at() == null && rescheduled.delay() == null) {
            return Millis.plus(now, job.retry().minMillis());
        }
        long from = rescheduled.at() == null ? now : rescheduled.at();
        return Millis.plus(from, rescheduled.delay() == null ? 0 : rescheduled.delay());
    }

    private static void require(JobState job, Set<JobStatus> from, String move) {
        if (!from.contains(job.status())) {
            throw new IllegalStateException(
                    "Job " + job.id() + " is " + job.status().column() + " and cannot be " + move);
        }
    }
}
