package dev.raquel.protocol;

import dev.raquel.JobStatus;
import dev.raquel.internal.claim.ClaimOrder;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.store.Lease;
import java.util.List;
import java.util.Objects;

/** The conditions of the updates, as {@code JobQueries} states them, and what a mutant leaves out of them. */
record Guards(Setting setting) {

    /** {@code SETTLE}, {@code nativeSettleOne} and, for each claim, {@code nativeSettleAlike}. */
    boolean settles(JobState row, String token) {
        return settles(row, List.of(token));
    }

    /** The same in one update for jobs of several claims, which the mutant does not tell apart. */
    boolean settlesTogether(JobState row, String token, List<String> all) {
        return settles(row, setting.has(Mutant.GUARDS_NO_PAIRS) ? all : List.of(token));
    }

    private boolean settles(JobState row, List<String> tokens) {
        boolean status = setting.has(Mutant.SETTLES_WITHOUT_STATUS) || row.status() == JobStatus.CLAIMED;
        boolean token = setting.has(Mutant.SETTLES_WITHOUT_TOKEN)
                || row.claimedBy() != null && tokens.contains(row.claimedBy());
        return setting.has(Mutant.SETTLES_WITHOUT_GUARD) || status && token;
    }

    /** {@code RENEW}, after the rows were looked at. */
    boolean renews(JobState row, String token, long now) {
        Lease lease = new Lease(row.id(), row.status().column(), row.claimedBy(), row.claimedAt());
        boolean ours = setting.has(Mutant.RENEWS_WITHOUT_GUARD) || lease.belongsTo(token);
        boolean forward = setting.has(Mutant.RENEWS_BACKWARDS) || row.claimedAt() == null || row.claimedAt() < now;
        return ours && forward;
    }

    /** Whether a job may be claimed by who read the clock at this time: the search, and {@code CLAIM_IF_DUE}. */
    boolean claims(JobState row, long now) {
        return new ClaimOrder(World.QUEUE, 1, "any", List.of(), 0, now, true).matches(row, now);
    }

    /** {@code MOVE_LOST}. */
    boolean takesOver(JobState row, JobState seen) {
        if (setting.has(Mutant.TAKES_OVER_WITHOUT_GUARD)) {
            return true;
        }
        boolean sameClaim =
                setting.has(Mutant.TAKES_OVER_BY_TIME_ALONE) || Objects.equals(row.claimedBy(), seen.claimedBy());
        return row.status() == JobStatus.CLAIMED && Objects.equals(row.claimedAt(), seen.claimedAt()) && sameClaim;
    }
}
