package dev.raquel.internal.settle;

import dev.raquel.internal.held.HeldJob;
import dev.raquel.internal.lifecycle.Outcome;
import dev.raquel.internal.lifecycle.Settled;
import dev.raquel.internal.store.JobStore;
import dev.raquel.internal.watch.Loop;
import dev.raquel.internal.watch.Pulse;
import dev.raquel.spi.Transactions;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Settles jobs that succeeded without a transaction of their handlers' in groups: one transaction for all that have
 * ended while the one before was under way, and in the few milliseconds after it. A job that ends alone is settled at
 * once, and under load a commit is shared by many. One thread runs it; what comes before it runs or after it has ended,
 * and every other outcome, is settled at once by whoever calls. Safe for use by many threads.
 */
public final class GroupedSettlements implements Settler, Loop {

    private final EndedJobs waiting = new EndedJobs();
    private final Pulse pulse = new Pulse(System::nanoTime);
    private final Settlement alone;
    private final GroupSettlement groups;

    /**
     * Groups of jobs of this store; {@code alone} settles those of callers, and {@code retries} says for how long to
     * try.
     */
    public GroupedSettlements(
            Settlement alone, LeaseRetries retries, JobStore store, Transactions transactions, InstantSource clock) {
        LeaseRetries watched = retries.watchedBy(pulse);
        this.alone = alone;
        this.groups = new GroupSettlement(alone.trying(watched), watched, store, transactions, clock);
    }

    @Override
    public void settle(HeldJob held, Outcome outcome, Consumer<Optional<Settled>> then) {
        Ended ended = new Ended(held, outcome, then);
        if (!(outcome instanceof Outcome.Succeeded) || !waiting.add(ended)) {
            ended.tell(alone.settle(held, outcome));
        }
    }

    /**
     * Lets jobs wait for the thread that runs this, which must have been started: until now each was settled at once.
     */
    public void open() {
        waiting.open();
    }

    @Override
    public void stop() {
        waiting.stop();
    }

    @Override
    public Pulse pulse() {
        return pulse;
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
            pulse.rests();
            group = waiting.nextGroup();
            if (group.isEmpty()) {
                return false;
            }
            pulse.beginsSomething();
            groups.settle(group);
            waiting.settled();
            return true;
        } catch (RuntimeException | Error failure) { // memory is short, for example
            group.forEach(ended -> ended.tell(Optional.empty()));
            int left = group.size();
            Ended.log(() -> left + " jobs could not be settled; they are left to their leases", failure);
            return true;
        }
    }
}
