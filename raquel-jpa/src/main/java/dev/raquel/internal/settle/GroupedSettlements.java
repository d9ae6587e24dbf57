package dev.raquel.internal.settle;

import dev.raquel.internal.held.HeldJob;
import dev.raquel.internal.lifecycle.CommonMove;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.lifecycle.Lifecycle;
import dev.raquel.internal.lifecycle.Outcome;
import dev.raquel.internal.lifecycle.Transition;
import dev.raquel.internal.store.JobStore;
import dev.raquel.spi.Transactions;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Settles jobs that succeeded without a transaction of their handlers' in groups: one transaction for all that have ended
 * while the one before was under way. So nobody waits for company, and under load a commit is shared by many. One thread
 * runs it; what comes before it runs or after it has ended, and every other outcome, is settled at once by whoever calls.
 * Safe for use by many threads.
 *
 * <p>A group that does not match the rows, because a claim was lost, is rolled back and settled one by one.
 */
public final class GroupedSettlements implements Settler, Runnable {

    private static final Logger LOG = System.getLogger("dev.raquel");
    private static final int MOST = 500;

    private final Settlement settlement;
    private final LeaseRetries retries;
    private final JobStore store;
    private final Transactions transactions;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Ended> waiting = new ArrayDeque<>();
    private boolean running;
    private boolean stopped;

    public GroupedSettlements(
            Settlement settlement,
            LeaseRetries retries,
            JobStore store,
            Transactions transactions,
            InstantSource clock) {
        this.settlement = settlement;
        this.retries = retries;
        this.store = store;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** A job whose handler has ended. Used by one thread at a time. */
    private static final class Ended {

        private final HeldJob held;
        private final Outcome outcome;
        private final Consumer<Optional<JobState>> then;
        private boolean told;

        Ended(HeldJob held, Outcome outcome, Consumer<Optional<JobState>> then) {
            this.held = held;
            this.outcome = outcome;
            this.then = then;
        }

        Transition move(long now) {
            return Lifecycle.settle(held.claim().job(), outcome, now);
        }

        void tell(Optional<JobState> after) {
            if (told) {
                return;
            }
            told = true;
            try {
                then.accept(after);
            } catch (RuntimeException | Error failure) { // this thread must go on
                log(
                        () -> "What follows the settling of a job failed: "
                                + held.claim().id(),
                        failure);
            }
        }
    }

    @Override
    public void settle(HeldJob held, Outcome outcome, Consumer<Optional<JobState>> then) {
        Ended ended = new Ended(held, outcome, then);
        if (!(outcome instanceof Outcome.Succeeded) || !join(ended)) {
            alone(ended, false);
        }
    }

    /** To be called once a thread runs it: until then everything is settled at once. */
    public void open() {
        lock.lock();
        try {
            running = true;
        } finally {
            lock.unlock();
        }
    }

    /** Lets the thread end once nothing waits. */
    public void stop() {
        lock.lock();
        try {
            stopped = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void run() {
        boolean goOn = true;
        while (goOn) {
            goOn = settleNext();
        }
    }

    /** Whatever happens, the thread goes on and nobody waits for ever: what is not settled is left to its lease. */
    private boolean settleNext() {
        List<Ended> group = List.of();
        try {
            group = nextGroup();
            settle(group);
            return !group.isEmpty();
        } catch (RuntimeException | Error failure) { // memory is short, for example
            group.forEach(ended -> ended.tell(Optional.empty()));
            int left = group.size();
            log(() -> left + " jobs could not be settled; they are left to their leases", failure);
            return true;
        }
    }

    /** Even if it cannot be logged. */
    private static void log(Supplier<String> what, Throwable failure) {
        try {
            LOG.log(Level.ERROR, what, failure);
        } catch (RuntimeException | Error unlogged) {
            failure.addSuppressed(unlogged);
        }
    }

    private boolean join(Ended ended) {
        lock.lock();
        try {
            if (running) {
                waiting.add(ended);
                changed.signalAll();
            }
            return running;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for some; none if it is over. */
    private List<Ended> nextGroup() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !stopped) {
                changed.awaitUninterruptibly();
            }
            List<Ended> group = new ArrayList<>(Math.min(MOST, waiting.size())); // room for all, or none is taken
            while (!waiting.isEmpty() && group.size() < MOST) {
                group.add(waiting.remove());
            }
            running = !group.isEmpty();
            return group;
        } finally {
            lock.unlock();
        }
    }

    private void settle(List<Ended> group) {
        if (group.isEmpty()) {
            return;
        }
        long now = clock.millis();
        List<CommonMove.OfClaim> moves = new ArrayList<>();
        List<Ended> together = new ArrayList<>();
        List<Ended> apart = new ArrayList<>();
        Set<UUID> ids = new HashSet<>();
        for (Ended ended : group) {
            Optional<CommonMove.OfClaim> move = CommonMove.of(ended.held.claim(), ended.move(now));
            boolean joins = move.isPresent() && ids.add(move.get().id());
            move.filter(one -> joins).ifPresent(moves::add);
            (joins ? together : apart).add(ended);
        }
        settleTogether(together, moves, now);
        apart.forEach(ended -> alone(ended, false));
    }

    private void settleTogether(List<Ended> group, List<CommonMove.OfClaim> moves, long now) {
        LeaseRetries.Answer<Boolean> written =
                retries.call(group.stream().map(ended -> ended.held).toList(), () -> allWritten(moves));
        if (written.value().isEmpty()) {
            group.forEach(ended -> ended.tell(Optional.empty()));
        } else if (written.value().get()) {
            group.forEach(
                    ended -> ended.tell(Optional.of(ended.held.claim().job().after(ended.move(now)))));
        } else {
            group.forEach(ended -> alone(ended, written.inDoubt()));
        }
    }

    /** Writes all or nothing. */
    private boolean allWritten(List<CommonMove.OfClaim> moves) {
        try {
            return transactions.inNew(() -> {
                if (store.settleAlike(moves) != moves.size()) {
                    throw new SomeLost();
                }
                return true;
            });
        } catch (SomeLost lost) {
            return false;
        }
    }

    private void alone(Ended ended, boolean settledPerhaps) {
        ended.tell(
                settledPerhaps
                        ? settlement.settleIfNotSettled(ended.held, ended.outcome)
                        : settlement.settle(ended.held, ended.outcome));
    }

    /** Rolls the transaction back. */
    private static final class SomeLost extends RuntimeException {

        private static final long serialVersionUID = 1L;

        SomeLost() {
            super(null, null, false, false);
        }
    }
}
