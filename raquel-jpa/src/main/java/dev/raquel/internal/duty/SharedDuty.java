package dev.raquel.internal.duty;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A duty that several dispatchers of a node share: each runs it, so that it is done as long as one of them is left, but
 * it is done no more often than if there were one. Safe for use by many threads, even if the duty itself is not.
 */
public final class SharedDuty implements Duty {

    private final Duty duty;
    private final ReentrantLock turn = new ReentrantLock();
    private long next = System.nanoTime();
    private volatile Duration interval;

    /** Shares this duty. */
    public SharedDuty(Duty duty) {
        this.duty = duty;
        this.interval = duty.interval();
    }

    @Override
    public String description() {
        return duty.description();
    }

    /** The duty's interval after its last run: whoever asks must not wait for a run that is under way. */
    @Override
    public Duration interval() {
        return interval;
    }

    /** Does the duty, unless another dispatcher is doing it now, or did it less than its interval ago. */
    @Override
    public boolean runOnce() {
        if (!turn.tryLock()) {
            return false;
        }
        try {
            return next - System.nanoTime() <= 0 && run();
        } finally {
            turn.unlock();
        }
    }

    private boolean run() {
        boolean more = false;
        try {
            more = duty.runOnce();
        } finally {
            interval = duty.interval();
            next = System.nanoTime() + (more ? 0 : interval.toNanos());
        }
        return more;
    }
}
