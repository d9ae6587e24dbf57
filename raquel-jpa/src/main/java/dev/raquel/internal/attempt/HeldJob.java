package dev.raquel.internal.attempt;

import dev.raquel.internal.lifecycle.ClaimedJob;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A job that this node has claimed and not settled yet. Safe for use by many threads. */
public final class HeldJob {

    private enum State {
        WAITING,
        RUNNING,
        DROPPED,
        ENDED
    }

    private final ClaimedJob claim;
    private State state = State.WAITING;
    private @Nullable Thread thread;
    private boolean rowLocked;
    private boolean interrupted;
    private boolean interruptedByOthers;
    private volatile boolean lost;
    private volatile @Nullable Long overdueFrom;
    private boolean overdueNoted;

    HeldJob(ClaimedJob claim) {
        this.claim = claim;
    }

    public ClaimedJob claim() {
        return claim;
    }

    /** Whether the calling thread may run the job: nobody dropped it meanwhile. */
    synchronized boolean start(boolean lockingItsRow, @Nullable Duration maxRunTime) {
        if (state != State.WAITING) {
            return false;
        }
        state = State.RUNNING;
        rowLocked = lockingItsRow;
        overdueFrom = maxRunTime == null ? null : System.nanoTime() + maxRunTime.toNanos();
        return true;
    }

    /** The attempt is over. */
    synchronized void end() {
        state = State.ENDED;
    }

    /** The calling thread enters the handler, and may be interrupted from now on. */
    synchronized void enterHandler() {
        thread = Thread.currentThread();
        if (interrupted) {
            thread.interrupt();
        }
    }

    /** The thread has left the handler: what we write now must not be interrupted, nor the thread's next task. */
    synchronized void leaveHandler() {
        thread = null;
        interruptedByOthers = Thread.interrupted() && !interrupted;
    }

    /** Whether the thread was interrupted within the handler by somebody else than us. */
    synchronized boolean wasInterruptedByOthers() {
        return interruptedByOthers;
    }

    /** Whether the job can be given back: it has not started, and now never will. */
    public synchronized boolean dropUnstarted() {
        if (state != State.WAITING) {
            return false;
        }
        state = State.DROPPED;
        return true;
    }

    /** Whether only the lease keeps the job ours: it waits, or runs without a lock on its row. */
    public synchronized boolean needsItsLease() {
        return !lost && !isOverdue() && (state == State.WAITING || state == State.RUNNING && !rowLocked);
    }

    /** Whether it has run for longer than it may: then its lease is left to run out. */
    boolean isOverdue() {
        Long from = overdueFrom;
        return from != null && System.nanoTime() - from > 0;
    }

    /** Whether it still runs though it is overdue, and this is asked for the first time. */
    public synchronized boolean turnsOutOverdue() {
        boolean news = state == State.RUNNING && isOverdue() && !overdueNoted;
        overdueNoted |= news;
        return news;
    }

    /** The transaction that had locked the row has ended: from now on only the lease keeps the job ours. */
    synchronized void rowUnlocked() {
        rowLocked = false;
    }

    /** Interrupts the handler, now or when it is entered. */
    public synchronized void interrupt() {
        interrupted = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Notes that the job belongs to somebody else now. */
    public void lose() {
        lost = true;
    }

    boolean isLost() {
        return lost;
    }
}
