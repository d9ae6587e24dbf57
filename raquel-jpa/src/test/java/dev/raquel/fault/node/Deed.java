package dev.raquel.fault.node;

/**
 * The payload: what a job does to its node.
 *
 * @param number of the job, by which the test knows it
 * @param kind what it does
 * @param times how often, counted by its failures; after that it does nothing but its work
 */
public record Deed(long number, Kind kind, int times) {

    /** What a handler may do to a node. */
    public enum Kind {
        /** Nothing but its work. */
        WORK,
        /** Takes a while. */
        SLOW,
        /** Throws an exception. */
        FAIL,
        /** Says that memory is short. */
        OUT_OF_MEMORY,
        /** Calls itself without end. */
        OVERFLOW,
        /** Rolls its transaction back by hand, and returns. */
        ROLL_BACK,
        /** Closes the connection that its transaction has. */
        CLOSE_CONNECTION,
        /** Begins a transaction of its own, writes in it, and never ends it. */
        LEAVE_OPEN,
        /** Never returns, until it is interrupted. */
        HANG
    }

    /** Whether a job with so many failures does it once more. */
    boolean isToBeDone(int failures) {
        return kind != Kind.WORK && failures < times;
    }
}
