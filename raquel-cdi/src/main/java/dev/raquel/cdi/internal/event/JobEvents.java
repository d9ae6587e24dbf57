package dev.raquel.cdi.internal.event;

import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.RetryPolicy;
import dev.raquel.cdi.JobCancelled;
import dev.raquel.cdi.JobEvent;
import dev.raquel.cdi.JobExhausted;
import dev.raquel.cdi.JobExpired;
import dev.raquel.cdi.JobFailed;
import dev.raquel.cdi.JobSucceeded;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.UUID;

/** Knows which event says what a job has become. */
final class JobEvents {

    private JobEvents() {}

    /** The event of a job that has become something. */
    static JobEvent of(JobInfo job) {
        return switch (job.status()) {
            case SUCCESS -> new JobSucceeded(job);
            case FAILED -> new JobFailed(job);
            case EXHAUSTED -> new JobExhausted(job);
            case EXPIRED -> new JobExpired(job);
            case CANCELLED -> new JobCancelled(job);
            case QUEUED, CLAIMED -> throw new IllegalArgumentException("No event says that a job is " + job.status());
        };
    }

    /** Whether an observer of this type observes life events, and other events as well. */
    static boolean areAmong(Type observed) {
        return observed instanceof Class<?> type
                && type.isAssignableFrom(JobSucceeded.class)
                && !JobEvent.class.isAssignableFrom(type);
    }

    /** Whether code sees these events, rather than none or those of another copy of this library. */
    static boolean areVisibleTo(Class<?> code) {
        try {
            return Class.forName(JobEvent.class.getName(), false, code.getClassLoader()) == JobEvent.class;
        } catch (ClassNotFoundException | LinkageError strange) {
            return false;
        }
    }

    /** An event like those of a queue, made to ask who would observe them. */
    static JobEvent like(String queue, JobStatus status) {
        return of(new JobInfo(
                new UUID(0, 0),
                queue,
                null,
                status,
                null,
                RetryPolicy.DEFAULT,
                Instant.EPOCH,
                Instant.EPOCH,
                1,
                0,
                null,
                null,
                null,
                null,
                null));
    }
}
