package dev.raquel.internal.store;

import java.util.List;

/**
 * What a claim got.
 *
 * @param claims the jobs that are ours now, in the order of their start times
 * @param found how many due jobs were seen, those included that had expired or that somebody else took first: if it is
 *     as many as were wanted, there may be more
 */
public record Claimed(List<Claim> claims, int found) {

    /** Nothing was due. */
    public static final Claimed NONE = new Claimed(List.of(), 0);
}
