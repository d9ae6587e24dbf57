package dev.raquel.internal.lifecycle;

import org.jspecify.annotations.Nullable;

/**
 * What a claimed job has become, and by what.
 *
 * @param outcome what its attempt, or whoever held the claim, decided; null if the claim was given back as if it had
 *     never been
 * @param after the job as it was written
 */
public record Settled(@Nullable Outcome outcome, JobState after) {

    /** A job whose claim was given back. */
    public static Settled givenBack(JobState after) {
        return new Settled(null, after);
    }

    /** Whether the claim was given back, as if it had never been. */
    public boolean isGivenBack() {
        return outcome == null;
    }

    /** Whether the job was put back for another node. */
    public boolean isRejected() {
        return outcome instanceof Outcome.Rejected;
    }
}
