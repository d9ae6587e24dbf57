package dev.raquel;

import java.util.Locale;

/**
 * The state of a job, as the {@code status} column spells it in lower case.
 *
 * <p>{@link #QUEUED} and {@link #FAILED} jobs wait for their time; {@link #CLAIMED} ones belong to a node; the others
 * are finished and stay as they are until somebody requeues or deletes them, as a node does where a retention is set.
 */
public enum JobStatus {
    /** Waits to be run: new, rescheduled, rejected or requeued. */
    QUEUED,
    /** Belongs to a node, which runs it or is about to. */
    CLAIMED,
    /** Was handled. */
    SUCCESS,
    /** The last attempt failed, and the job waits to be run again. */
    FAILED,
    /** Was cancelled, by its handler or from outside. */
    CANCELLED,
    /** Became too old to be started, or to be run again after a failure. */
    EXPIRED,
    /** Failed more often than its retry policy allows, or its handler gave up. */
    EXHAUSTED;

    private final String column = name().toLowerCase(Locale.ROOT);

    /**
     * Whether a job of this state waits to be run, now or later.
     *
     * @return true for {@link #QUEUED} and {@link #FAILED}
     */
    public boolean isWaiting() {
        return this == QUEUED || this == FAILED;
    }

    /**
     * Whether a job of this state has come to its end, and is run again only if somebody requeues it.
     *
     * @return true for {@link #SUCCESS}, {@link #CANCELLED}, {@link #EXPIRED} and {@link #EXHAUSTED}
     */
    public boolean isFinished() {
        return !isWaiting() && this != CLAIMED;
    }

    /**
     * The word that the {@code status} column holds for this state.
     *
     * @return the lower-case word, for example {@code queued}
     */
    public String column() {
        return column;
    }

    /**
     * The state that a word of the {@code status} column stands for.
     *
     * @param column what the column holds
     * @return the state
     * @throws IllegalArgumentException if no state is spelled so
     */
    public static JobStatus ofColumn(String column) {
        for (JobStatus status : values()) {
            if (status.column.equals(column)) {
                return status;
            }
        }
        throw new IllegalArgumentException("The status column holds '" + column + "', which is no state of a job");
    }
}
