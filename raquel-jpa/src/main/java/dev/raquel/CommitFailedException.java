package dev.raquel;

import org.jspecify.annotations.Nullable;

/**
 * A transaction's work was done, but it did not commit, or nobody knows whether it did: the connection may have broken
 * after the database had committed.
 */
public class CommitFailedException extends RaquelException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param message what happened
     * @param cause what the transaction manager or the database said; null if nothing
     */
    public CommitFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
