package dev.raquel.internal.held;

import dev.raquel.internal.lifecycle.ClaimedJob;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * All jobs that a dispatcher holds: their leases are renewed, and its stop waits for them. Safe for use by many
 * threads.
 */
public final class HeldJobs {

    private final Set<HeldJob> held = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition released = lock.newCondition();

    /** Holds no job yet. */
    public HeldJobs() {}

    /** Holds a job that was claimed, until it is released. */
    public HeldJob hold(ClaimedJob claim) {
        HeldJob job = new HeldJob(claim);
        held.add(job);
        return job;
    }

    /** Holds all of these jobs or, if that fails, none: one that nobody knows of would be renewed for ever. */
    public List<HeldJob> holdAll(Collection<ClaimedJob> claims) {
        List<HeldJob> jobs = new ArrayList<>();
        try {
            claims.forEach(claim -> jobs.add(hold(claim)));
            return jobs;
        } catch (RuntimeException | Error failure) { // memory is short, for example
            jobs.forEach(this::release);
            throw failure;
        }
    }

    /** Does not hold this job any more. */
    public void release(HeldJob job) {
        lock.lock();
        try {
            held.remove(job);
            released.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The jobs that are held now; a copy. */
    public Collection<HeldJob> all() {
        return List.copyOf(held);
    }

    /** Waits until no job is held, but not beyond this time of the JVM's timer. Returns whether none is held. */
    public boolean awaitNoneUntil(long deadline) throws InterruptedException {
        return awaitNone(deadline - System.nanoTime());
    }

    /** Waits until no job is held, but no longer than so many nanoseconds. Returns whether none is held. */
    public boolean awaitNone(long nanos) throws InterruptedException {
        long left = nanos;
        lock.lock();
        try {
            while (!held.isEmpty() && left > 0) {
                left = released.awaitNanos(left);
            }
            return held.isEmpty();
        } finally {
            lock.unlock();
        }
    }
}
