package dev.raquel.internal.lifecycle;

import dev.raquel.JobStatus;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a move writes that many jobs can share: everything else stays as it is in each row. So one update settles all
 * jobs whose common move is the same. The time of the claim is part of it, since renewals have changed it in the row.
 */
public record CommonMove(
        JobStatus status,
        int attempts,
        @Nullable Long claimedAt,
        @Nullable Long finishedAt) {

    /** The common move of one claimed job. */
    public record OfClaim(UUID id, String token, CommonMove move) {}

    /** The common part of what a claimed job becomes; empty if it changes more than that. */
    public static Optional<OfClaim> of(ClaimedJob claim, Transition move) {
        return of(claim.job(), move).map(common -> new OfClaim(claim.id(), claim.token(), common));
    }

    /** The common part of a move; empty if it changes more than that. */
    static Optional<CommonMove> of(JobState job, Transition move) {
        CommonMove common = new CommonMove(move.status(), move.attempts(), move.claimedAt(), move.finishedAt());
        return common.on(job).equals(move) ? Optional.of(common) : Optional.empty();
    }

    /** The whole move of one job. */
    Transition on(JobState job) {
        Transition unchanged = Transition.to(status, job);
        return new Transition(
                status,
                unchanged.scheduledAt(),
                attempts,
                unchanged.failures(),
                unchanged.expiresAt(),
                unchanged.error(),
                unchanged.errorTrace(),
                unchanged.claimedBy(),
                claimedAt,
                finishedAt);
    }
}
