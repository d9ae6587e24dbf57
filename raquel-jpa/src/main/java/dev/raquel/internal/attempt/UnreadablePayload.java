package dev.raquel.internal.attempt;

import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.internal.lifecycle.ErrorText;

/** A payload is not what its handler takes. */
final class UnreadablePayload extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient ErrorText error;

    UnreadablePayload(ClaimedJob claim, Throwable why) {
        super(null, why);
        error = ErrorText.of("Queue '" + claim.job().queue() + "', job " + claim.id() + ": " + reason(why), why);
    }

    /**
     * Our own codec says it all in its message; an exception of another codec may have none, or one that cannot be
     * read.
     */
    private static String reason(Throwable why) {
        return why.getClass() == IllegalArgumentException.class && why.getMessage() != null
                ? why.getMessage()
                : ErrorText.describe(why);
    }

    /** What is written about the failure in the row of the job. */
    ErrorText error() {
        return error;
    }
}
