package dev.raquel.internal.claim;

import dev.raquel.internal.count.Counted;
import dev.raquel.internal.event.LifeEvents;
import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.internal.lock.Locking;
import dev.raquel.internal.lock.RowLocks;
import dev.raquel.internal.store.Database;
import dev.raquel.internal.store.Ids;
import dev.raquel.internal.store.JobQueries;
import dev.raquel.internal.store.Lease;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;

/** Gives many claims back as if they had never been. Safe for use by many threads. */
final class Unclaims {

    private final Database database;
    private final Locking locking;
    private final LifeEvents events;

    Unclaims(Database database, Locking locking, LifeEvents events) {
        this.database = database;
        this.locking = locking;
        this.events = events;
    }

    /** The claims of one token, which are of one queue, and how many rows of theirs were written. */
    private record Written(String queue, int rows) {}

    /** Gives back those that are still good and could be locked; returns the jobs of those that could not. */
    Set<UUID> unclaim(List<ClaimedJob> claims) {
        RowLocks locks = locking.locks();
        List<Written> written = new ArrayList<>();
        Set<UUID> left = database.call(session -> {
            Map<UUID, Lease> locked = leases(locks, session, claims);
            List<ClaimedJob> unlocked = claims.stream()
                    .filter(claim -> !locked.containsKey(claim.id()))
                    .toList();
            good(claims, locked)
                    .collect(Collectors.groupingBy(ClaimedJob::token))
                    .values()
                    .forEach(ofOneToken -> written.add(unclaim(session, ofOneToken)));
            return good(unlocked, leases(new RowLocks.None(), session, unlocked))
                    .map(ClaimedJob::id)
                    .collect(Collectors.toSet());
        });
        written.forEach(some -> events.counters().count(some.queue, Counted.GIVEN_BACK, some.rows));
        return left;
    }

    private static Map<UUID, Lease> leases(RowLocks locks, StatelessSession session, List<ClaimedJob> claims) {
        List<UUID> ids = claims.stream().map(ClaimedJob::id).distinct().toList();
        return ids.isEmpty()
                ? Map.of()
                : locks.lockLeases(session, ids).stream().collect(Collectors.toMap(Lease::id, Function.identity()));
    }

    private static Stream<ClaimedJob> good(List<ClaimedJob> claims, Map<UUID, Lease> leases) {
        return claims.stream().filter(claim -> {
            Lease lease = leases.get(claim.id());
            return lease != null && lease.belongsTo(claim.token());
        });
    }

    /** Gives back claims that are still good as the update finds them: not every database could lock the rows. */
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
