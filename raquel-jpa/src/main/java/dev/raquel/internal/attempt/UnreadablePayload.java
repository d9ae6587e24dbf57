package dev.raquel.internal.attempt;

import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.internal.lifecycle.ErrorText;

/** A payload is not what its handler takes. */
final class UnreadablePayload extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient ErrorText error;

    UnreadablePayload(ClaimedJob claim, Throwable why) {
        super(why);
        String reason = why instanceof IllegalArgumentException ? why.getMessage() : why.toString();
        error = ErrorText.of("Queue '" + claim.job().queue() + "', job " + claim.id() + ": " + reason, why);
    }

    /** What is written about the job. */
    ErrorText error() {
        return error;
    }
}
