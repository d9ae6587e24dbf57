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
        /** Rolls its transaction back by hand, and throws. */
        ROLL_BACK,
        /** Closes the connection that its transaction has. */
        CLOSE_CONNECTION,
        /** Begins a transaction of its own, writes in it, and never ends it. */
        LEAVE_OPEN,
        /** Never returns, and does not listen to interrupts. */
        HANG,
        /** Takes memory until there is none left for anybody. */
        FILL_HEAP,
        /** Says that it has begun, and goes on when its node is told to, whatever happens meanwhile. */
        WAIT
    }

    /** Whether it can only fail for as long as it is to be done. */
    public boolean fails() {
        return switch (kind) {
            case FAIL, OUT_OF_MEMORY, OVERFLOW, ROLL_BACK, HANG, FILL_HEAP -> true;
            case WORK, SLOW, CLOSE_CONNECTION, LEAVE_OPEN, WAIT -> false;
        };
    }

    /** Whether a job with so many failures does it once more. */
    boolean isToBeDone(int failures) {
        return kind != Kind.WORK && failures < times;
    }
}
