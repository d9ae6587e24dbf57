package dev.raquel.internal.claim;

import dev.raquel.internal.count.Counted;
import dev.raquel.internal.event.LifeEvents;
import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.internal.lock.Lease;
import dev.raquel.internal.lock.Locking;
import dev.raquel.internal.lock.RowLocks;
import dev.raquel.internal.store.Ids;
import dev.raquel.internal.store.JobQueries;
import dev.raquel.internal.store.Sessions;
import dev.raquel.spi.Transactions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;

/** Gives many claims back as if they had never been. Safe for use by many threads. */
final class Unclaims {

    private final Transactions transactions;
    private final Sessions sessions;
    private final Locking locking;
    private final LifeEvents events;

    Unclaims(Transactions transactions, Sessions sessions, Locking locking, LifeEvents events) {
        this.transactions = transactions;
        this.sessions = sessions;
        this.locking = locking;
        this.events = events;
    }

    /** The claims of one token, which are of one queue, and how many rows of theirs were written. */
    private record Written(String queue, int rows) {}

    /** Gives back those that are still good, as far as their rows could be locked; returns the jobs whose rows could not. */
    Set<UUID> unclaim(List<ClaimedJob> claims) {
        RowLocks locks = locking.locks();
        Set<UUID> left = claims.stream().map(ClaimedJob::id).collect(Collectors.toCollection(HashSet::new));
        List<Written> written = transactions.inNew(() -> sessions.with(session -> {
            Map<UUID, Lease> leases = locks.lockLeases(session, List.copyOf(left)).stream()
                    .collect(Collectors.toMap(Lease::id, Function.identity()));
            left.removeAll(leases.keySet());
            return claims.stream()
                    .filter(claim -> isGood(claim, leases))
                    .collect(Collectors.groupingBy(ClaimedJob::token))
                    .values()
                    .stream()
                    .map(ofOneToken -> unclaim(session, ofOneToken))
                    .toList();
        }));
        written.forEach(some -> events.counters().count(some.queue, Counted.GIVEN_BACK, some.rows));
        return left;
    }

    private static boolean isGood(ClaimedJob claim, Map<UUID, Lease> leases) {
        Lease lease = leases.get(claim.id());
        return lease != null && lease.belongsTo(claim.token());
    }

    /** Those that are still ours now, since not every database could lock them. */
    private static Written unclaim(StatelessSession session, List<ClaimedJob> claims) {
        ClaimedJob any = claims.get(0);
        int rows = session.createMutationQuery(JobQueries.UNCLAIM)
                .setParameterList(
                        "ids", Ids.padded(claims.stream().map(ClaimedJob::id).toList()))
                .setParameter("claim", any.token())
                .executeUpdate();
        return new Written(any.job().queue(), rows);
    }
}
