package dev.raquel.internal.claim;

import dev.raquel.CommitFailedException;
import dev.raquel.internal.count.Counted;
import dev.raquel.internal.event.LifeEvents;
import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.internal.lock.Locking;
import dev.raquel.internal.store.Database;
import dev.raquel.internal.store.JobStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Claims due jobs for this node, gives back what is not to be run here after all, and finds out what became of a claim
 * whose commit is in doubt. Everything runs in transactions of its own. Safe for use by many threads.
 */
public final class Claims {

    private final Database database;
    private final Locking locking;
    private final LifeEvents events;
    private final ClaimTokens tokens;
    private final InstantSource clock;
    private final Duration leaseTime;
    private final DueJobs dueJobs;
    private final IdleQueues idleQueues;
    private final Unclaims unclaims;
    private final Leases leases;
    private final Expiry expiry;
    private final OldLeases oldLeases;
    private final JobStore store;
    private final ClaimsInDoubt inDoubt;
    private volatile @Nullable ClaimStrategy strategy;

    /** Claims under these names, for leases that live so long by this clock. Asks the database nothing yet. */
    public Claims(
            Database database,
            Locking locking,
            LifeEvents events,
            ClaimTokens tokens,
            InstantSource clock,
            Duration leaseTime) {
        this.database = database;
        this.locking = locking;
        this.events = events;
        this.tokens = tokens;
        this.clock = clock;
        this.leaseTime = leaseTime;
        this.dueJobs = new DueJobs(database, clock);
        this.idleQueues = new IdleQueues(database);
        this.unclaims = new Unclaims(database, locking, events);
        this.leases = new Leases(database, locking, events);
        this.expiry = new Expiry(database, locking, events);
        this.store = new JobStore(database);
        this.oldLeases = new OldLeases(leases, store, database.transactions(), clock, leaseTime);
        this.inDoubt = new ClaimsInDoubt(this::lookUp, leaseTime, System::nanoTime);
    }

    /** Claims of the same node, of which none is in doubt: what becomes so there is found by those who claim there. */
    public Claims withDoubtsOfItsOwn() {
        return new Claims(database, locking, events, tokens, clock, leaseTime);
    }

    /** The leases of all claims in this database. */
    public Leases leases() {
        return leases;
    }

    /** The expiry of all jobs in this database. */
    public Expiry expiry() {
        return expiry;
    }

    /** The names under which this node claims. */
    public ClaimTokens tokens() {
        return tokens;
    }

    /** Claims up to so many jobs of a queue that are due at this time, in milliseconds of the database's clock. */
    public Claimed claim(String queue, int limit, List<UUID> avoided, long now) {
        return claim(queue, limit, avoided, 0, now);
    }

    /**
     * Claims up to so many jobs of a queue that are due at this time, without those that are scheduled before another
     * time, which is 0 or later.
     */
    public Claimed claim(String queue, int limit, List<UUID> avoided, long dueFrom, long now) {
        return claim(ClaimOrder.of(queue, limit, tokens.next(), avoided, now).startingAt(dueFrom), now);
    }

    /** Which of these queues may have a job that is due, or that a claim in doubt has got; see {@link IdleQueues}. */
    public Set<String> due(Collection<String> queues, long now) {
        Set<String> due = new HashSet<>(idleQueues.due(queues, now));
        queues.stream().filter(inDoubt::isDue).forEach(due::add);
        return due;
    }

    /**
     * Claims what an order says, whose token must be of this call alone. Jobs of an earlier claim of this queue that
     * turned out to have been committed after all are taken instead, if there are any.
     */
    public Claimed claim(ClaimOrder order, long now) {
        List<ClaimedJob> recovered = inDoubt.recoverDue(order.queue());
        if (!recovered.isEmpty()) {
            return Claimed.earlier(recovered, order.limit());
        }
        Claimed claimed;
        try {
            claimed = strategy().claim(order, now);
        } catch (CommitFailedException unknown) {
            inDoubt.add(order);
            throw unknown;
        }
        events.committed(claimed.expired());
        if (claimed.claims().isEmpty() && claimed.taken() > 0) {
            expiry.expireFirst(order.queue(), order.dueBy(), now);
        }
        try {
            return new Claimed(stillOurs(claimed.claims()), claimed.taken(), claimed.expired());
        } catch (RuntimeException | Error unanswered) {
            inDoubt.add(order);
            throw unanswered;
        }
    }

    /**
     * The jobs that an earlier claim of this queue has got after all, though its commit seemed to fail. Asks the
     * database about each claim that is in doubt, until one has got any; returns none if there is none.
     */
    public List<ClaimedJob> recoverInDoubt(String queue) {
        return inDoubt.recover(queue);
    }

    /**
     * Gives claims that have not begun back as if they had never been, all in one transaction of its own. Waits for
     * nobody: what somebody has locked stays as it is, and so does what is not this claim's any more.
     *
     * @return the jobs that are still claimed, since somebody has locked their rows
     */
    public Set<UUID> unclaim(List<ClaimedJob> claims) {
        return unclaims.unclaim(claims);
    }

    private ClaimStrategy strategy() {
        ClaimStrategy chosen = strategy;
        if (chosen == null) {
            chosen = ClaimStrategy.of(dueJobs, locking.locks());
            strategy = chosen;
        }
        return chosen;
    }

    private List<ClaimedJob> lookUp(ClaimOrder order) {
        return stillOurs(database.transactions().inNew(() -> store.findClaimed(order.token())));
    }

    /** Leaves out claims whose leases have become old meanwhile and cannot be renewed, and counts the others. */
    private List<ClaimedJob> stillOurs(List<ClaimedJob> claims) {
        List<ClaimedJob> ours = oldLeases.renewed(claims);
        ours.forEach(claim -> events.counters().count(claim.job().queue(), Counted.CLAIMED));
        return ours;
    }
}
