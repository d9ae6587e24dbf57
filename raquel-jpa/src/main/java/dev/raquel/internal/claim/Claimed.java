package dev.raquel.internal.claim;

import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.internal.lifecycle.JobState;
import java.util.List;

/**
 * What a claim got.
 *
 * @param claims the jobs that are ours now, in the order of their start times
 * @param taken how many due jobs were moved, those included that expired: if it is as many as were wanted, there may be
 *     more. Jobs that somebody else has locked do not count, or a claim would be repeated at once for as long as the
 *     lock lasts.
 *     Of an earlier claim it is as many as were wanted now: nobody knows how many more there are.
 * @param expired those that were past their deadline, as they are now
 * @param ofEarlier whether they are those of an earlier claim whose commit was in doubt: nothing was searched for now
 */
public record Claimed(List<ClaimedJob> claims, int taken, List<JobState> expired, boolean ofEarlier) {

    /** Nothing was due, or rivals had all of it. */
    public static final Claimed NONE = new Claimed(List.of(), 0, List.of());

    /** What a claim got that has searched. */
    public Claimed(List<ClaimedJob> claims, int taken, List<JobState> expired) {
        this(claims, taken, expired, false);
    }

    /** What an earlier claim got, given to one that wanted so many: there may be as many more. */
    public static Claimed earlier(List<ClaimedJob> claims, int wanted) {
        return new Claimed(claims, wanted, List.of(), true);
    }
}
