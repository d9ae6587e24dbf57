package dev.raquel.protocol;

import dev.raquel.internal.lifecycle.JobState;
import org.jspecify.annotations.Nullable;

/**
 * A row that an open transaction has locked, and what it has written there.
 *
 * @param token the claim in whose name it was done
 * @param after the row after the commit; null if it is only locked
 */
record Write(int job, Kind kind, String token, @Nullable JobState after) {

    enum Kind {
        LOCK,
        CLAIM,
        SETTLE,
        GIVE_BACK,
        RENEW,
        TAKE_OVER
    }
}
