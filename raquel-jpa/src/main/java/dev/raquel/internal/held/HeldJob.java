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

    /** The job, and the claim that holds it. */
    public ClaimedJob claim() {
        return claim;
    }

    /**
     * Begins the job, if it may be run: nobody dropped it meanwhile, and it is not known to be somebody else's. Returns
     * whether that is so.
     *
     * @param maxRunTime for how long its lease is renewed from now on; null for as long as it runs
     */
    public synchronized boolean start(@Nullable Duration maxRunTime) {
        if (state != State.WAITING || lost) {
            return false;
        }
        state = State.RUNNING;
        overdueFrom = maxRunTime == null ? null : System.nanoTime() + maxRunTime.toNanos();
        return true;
    }

    /** Makes the job wait to be run again: its attempt has been rolled back, as if it had never been. */
    public synchronized void backToStart() {
        if (state == State.RUNNING) {
            state = State.WAITING;
            rowLocked = false;
            overdueFrom = null;
        }
    }

    /** Notes that the attempt is over, if there was one; a job that was dropped stays dropped. */
    public synchronized void end() {
        state = state == State.DROPPED ? State.DROPPED : State.ENDED;
    }

    /** Whether the attempt is over, and at most listeners are still told of it. */
    public synchronized boolean isOver() {
        return state == State.ENDED;
    }

    /** Notes that the calling thread enters code of the application: it may be interrupted from now on. */
    public synchronized void enterApplication() {
        thread = Thread.currentThread();
        handlerRan |= state == State.RUNNING;
        if (interrupted) {
            thread.interrupt();
        }
    }

    /**
     * Notes that the calling thread has left that code: neither what we write now nor its next task may be interrupted.
     */
    public synchronized void leaveApplication() {
        thread = null;
        interruptedByOthers |= Thread.interrupted() && !interrupted;
    }

    /** Whether the handler was called, however that ended. */
    public synchronized boolean handlerRan() {
        return handlerRan;
    }

    /** Whether we have interrupted the job, because the node stops. */
    public synchronized boolean wasInterruptedByUs() {
        return interrupted;
    }

    /** Whether the thread was interrupted within the handler by somebody else than us. */
    public synchronized boolean wasInterruptedByOthers() {
        return interruptedByOthers;
    }

    /** Drops the job if it has not begun: now it never will, and is to be given back. Returns whether that is so. */
    public synchronized boolean dropUnstarted() {
        if (state != State.WAITING) {
            return false;
        }
        state = State.DROPPED;
        return true;
    }

    /** Whether the job was dropped: it is to be given back, or was. */
    public synchronized boolean isDropped() {
        return state == State.DROPPED;
    }

    /**
     * Whether only its lease keeps the job ours: it waits to begin or to be given back, or runs without a lock on its
     * row.
     */
    public synchronized boolean needsItsLease() {
        boolean waits = state == State.WAITING || state == State.DROPPED;
        return !lost && !isOverdue() && (waits || state == State.RUNNING && !rowLocked);
    }

    /** Whether the job has run for longer than it may: then its lease is left to run out. */
    public boolean isOverdue() {
        Long from = overdueFrom;
        return from != null && System.nanoTime() - from > 0;
    }

    /** Whether the job still runs though it is overdue. Says so once. */
    public synchronized boolean turnsOutOverdue() {
        boolean news = state == State.RUNNING && isOverdue() && !overdueNoted;
        overdueNoted |= news;
        return news;
    }

    /**
     * Notes that the attempt's transaction has locked the row: until it ends, nobody can take the job, nor renew its
     * lease.
     */
    public synchronized void rowIsLocked() {
        rowLocked = true;
    }

    /** Notes that the transaction that had locked the row has ended: from now on only the lease keeps the job ours. */
    public synchronized void rowUnlocked() {
        rowLocked = false;
    }

    /** Interrupts the application's code for this job, now or when it is entered. */
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

    /** Whether the job is known to belong to somebody else. */
    public boolean isLost() {
        return lost;
    }
}
