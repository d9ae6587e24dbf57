package dev.raquel.internal.claim;

import dev.raquel.internal.count.Counted;
import dev.raquel.internal.event.LifeEvents;
import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.internal.lock.Locking;
import dev.raquel.internal.store.JobStore;
import dev.raquel.internal.store.Sessions;
import dev.raquel.spi.CommitFailedException;
import dev.raquel.spi.Transactions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Claims due jobs for this node, and finds out what became of a claim whose commit is in doubt.
 */
public final class Claims {

    private final Locking locking;
    private final Sessions sessions;
    private final ClaimTokens tokens;
    private final JobStore store;
    private final Transactions transactions;
    private final LifeEvents events;
    private final Expiry expiry;
    private final InstantSource clock;
    private final OldLeases oldLeases;
    private final Queue<ClaimOrder> inDoubt = new ConcurrentLinkedQueue<>();

    /** Claims under these names, for leases that live so long by this clock. */
    public Claims(
            Locking locking,
            Sessions sessions,
            ClaimTokens tokens,
            JobStore store,
            Transactions transactions,
            LifeEvents events,
            InstantSource clock,
            Duration leaseTime) {
        this.locking = locking;
        this.sessions = sessions;
        this.tokens = tokens;
        this.store = store;
        this.transactions = transactions;
        this.events = events;
        this.expiry = new Expiry(transactions, sessions, locking, events);
        this.clock = clock;
        this.oldLeases = new OldLeases(
                new Leases(transactions, sessions, locking, events), store, transactions, clock, leaseTime);
    }

    /** Claims up to so many jobs of a queue that are due at this time, in milliseconds of the database's clock. */
    public Claimed claim(String queue, int limit, List<UUID> avoided, long now) {
        return claim(queue, limit, avoided, 0, now);
    }

    /** The same without jobs that are scheduled before another time, which is 0 or later. */
    public Claimed claim(String queue, int limit, List<UUID> avoided, long dueFrom, long now) {
        return claim(ClaimOrder.of(queue, limit, tokens.next(), avoided, now).startingAt(dueFrom), now);
    }

    /** Which of these queues may have a job that is due; see {@link IdleQueues}. */
    public Set<String> due(Collection<String> queues, long now) {
        return new IdleQueues(transactions, sessions).due(queues, now);
    }

    /**
     * Claims what an order says, whose token must be of this call alone. Jobs of an earlier claim of this queue that
     * turned out to have been committed after all are taken instead, if there are any.
     */
    public Claimed claim(ClaimOrder order, long now) {
        List<ClaimedJob> recovered = recoverInDoubt(order.queue());
        if (!recovered.isEmpty()) {
            return new Claimed(recovered, order.limit(), List.of());
        }
        Claimed claimed;
        try {
            claimed = ClaimStrategy.of(locking, transactions, sessions, clock).claim(order, now);
        } catch (CommitFailedException unknown) {
            inDoubt.add(order);
            throw unknown;
        }
        events.committed(claimed.expired());
        if (claimed.claims().isEmpty() && claimed.taken() > 0) {
            expiry.expireFirst(order.queue(), order.dueBy(), now);
        }
        return new Claimed(stillOurs(claimed.claims(), order), claimed.taken(), claimed.expired());
    }

    /**
     * What one of the earlier claims of this queue got after all, of which nobody knew; nothing if none is in doubt. Asks the
     * database for each that is.
     */
    public List<ClaimedJob> recoverInDoubt(String queue) {
        List<ClaimedJob> recovered = List.of();
        Iterator<ClaimOrder> orders = inDoubt.iterator();
        while (orders.hasNext() && recovered.isEmpty()) { // a caller has room for those of one claim
            ClaimOrder order = orders.next();
            boolean oursToLookUp = order.queue().equals(queue) && inDoubt.remove(order);
            if (oursToLookUp) {
                recovered = lookUp(order);
            }
        }
        return recovered;
    }

    private List<ClaimedJob> lookUp(ClaimOrder order) {
        List<ClaimedJob> found;
        try {
            found = transactions.inNew(() -> store.findClaimed(order.token()));
        } catch (RuntimeException | Error unanswered) {
            inDoubt.add(order);
            throw unanswered;
        }
        return stillOurs(found, order);
    }

    /** Without those whose leases have become old meanwhile and cannot be renewed. */
    private List<ClaimedJob> stillOurs(List<ClaimedJob> claims, ClaimOrder order) {
        List<ClaimedJob> ours;
        try {
            ours = oldLeases.renewed(claims);
        } catch (RuntimeException | Error unanswered) {
            inDoubt.add(order);
            throw unanswered;
        }
        ours.forEach(claim -> events.counters().count(claim.job().queue(), Counted.CLAIMED));
        return ours;
    }
}
