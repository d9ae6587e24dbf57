package dev.raquel;

/**
 * A claim does not hold its job any more: it was settled or given back already, or it grew too old and somebody else
 * took the job over. Nothing was written; roll back what was done for the job in this transaction.
 */
public class ClaimLostException extends RaquelException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param message which claim of which job, and what the job is now
     */
    public ClaimLostException(String message) {
        super(message, null);
    }
}
