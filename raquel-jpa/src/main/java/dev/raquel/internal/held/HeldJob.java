package dev.raquel.internal.held;

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
    private boolean handlerRan;
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

    /** Whether the calling thread may run the job: nobody dropped it meanwhile, and it is not known to be somebody else's. */
    public synchronized boolean start(@Nullable Duration maxRunTime) {
        if (state != State.WAITING || lost) {
            return false;
        }
        state = State.RUNNING;
        overdueFrom = maxRunTime == null ? null : System.nanoTime() + maxRunTime.toNanos();
        return true;
    }

    /** What was begun has been rolled back, as if it had never been: the job waits to be run again. */
    public synchronized void backToStart() {
        if (state == State.RUNNING) {
            state = State.WAITING;
            rowLocked = false;
            overdueFrom = null;
        }
    }

    /** The attempt is over, if there was one: what was dropped stays so. */
    public synchronized void end() {
        state = state == State.DROPPED ? State.DROPPED : State.ENDED;
    }

    /** Whether its attempt is over, and at most listeners are still told of it. */
    public synchronized boolean isOver() {
        return state == State.ENDED;
    }

    /** The calling thread enters code of the application, and may be interrupted from now on. */
    public synchronized void enterApplication() {
        thread = Thread.currentThread();
        handlerRan |= state == State.RUNNING;
        if (interrupted) {
            thread.interrupt();
        }
    }

    /** The thread has left it: what we write now must not be interrupted, nor the thread's next task. */
    public synchronized void leaveApplication() {
        thread = null;
        interruptedByOthers |= Thread.interrupted() && !interrupted;
    }

    /** Whether its handler was called, however that ended. */
    public synchronized boolean handlerRan() {
        return handlerRan;
    }

    /** Whether we have interrupted it, because the node stops. */
    public synchronized boolean wasInterruptedByUs() {
        return interrupted;
    }

    /** Whether the thread was interrupted within the handler by somebody else than us. */
    public synchronized boolean wasInterruptedByOthers() {
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

    /** Whether it is to be given back, or was. */
    public synchronized boolean isDropped() {
        return state == State.DROPPED;
    }

    /** Whether only the lease keeps the job ours: it waits to begin or to be given back, or runs without a lock on its row. */
    public synchronized boolean needsItsLease() {
        boolean waits = state == State.WAITING || state == State.DROPPED;
        return !lost && !isOverdue() && (waits || state == State.RUNNING && !rowLocked);
    }

    /** Whether it has run for longer than it may: then its lease is left to run out. */
    public boolean isOverdue() {
        Long from = overdueFrom;
        return from != null && System.nanoTime() - from > 0;
    }

    /** Whether it still runs though it is overdue, and this is asked for the first time. */
    public synchronized boolean turnsOutOverdue() {
        boolean news = state == State.RUNNING && isOverdue() && !overdueNoted;
        overdueNoted |= news;
        return news;
    }

    /** The attempt's transaction has locked the row: until it ends, nobody can take the job, nor renew its lease. */
    public synchronized void rowIsLocked() {
        rowLocked = true;
    }

    /** The transaction that had locked the row has ended: from now on only the lease keeps the job ours. */
    public synchronized void rowUnlocked() {
        rowLocked = false;
    }

    /** Interrupts the application's code, now or when it is entered. */
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

    public boolean isLost() {
        return lost;
    }
}
