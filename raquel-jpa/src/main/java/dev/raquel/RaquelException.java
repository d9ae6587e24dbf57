package dev.raquel;

import org.jspecify.annotations.Nullable;

/** Something about the queue that the caller cannot go on with. The message says what, where, and what to do. */
public class RaquelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param message what is wrong, where, and what to do
     * @param cause what led to it; null if nothing else did
     */
    public RaquelException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
