package dev.raquel.internal.settle;

import dev.raquel.internal.lifecycle.CommonMove;
import dev.raquel.internal.store.JobStore;
import dev.raquel.spi.Transactions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Settles a group of jobs in one transaction. A group that does not match the rows, because a claim was lost, is rolled
 * back and settled one by one, each in a transaction of its own. For one thread at a time.
 */
final class GroupSettlement {

    private final Settlement settlement;
    private final LeaseRetries retries;
    private final JobStore store;
    private final Transactions transactions;
    private final InstantSource clock;

    /** Groups of jobs of this store; the settlement writes those that go alone. */
    GroupSettlement(
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

    /** Settles these jobs, and tells each what it has become. */
    void settle(List<Ended> group) {
        long now = clock.millis();
        List<CommonMove.OfClaim> moves = new ArrayList<>();
        List<Ended> together = new ArrayList<>();
        List<Ended> apart = new ArrayList<>();
        Set<UUID> ids = new HashSet<>();
        for (Ended ended : group) {
            Optional<CommonMove.OfClaim> move = CommonMove.of(ended.held().claim(), ended.move(now));
            boolean joins = move.isPresent() && ids.add(move.get().id());
            move.filter(one -> joins).ifPresent(moves::add);
            (joins ? together : apart).add(ended);
        }
        settleTogether(together, moves, now);
        apart.forEach(ended -> alone(ended, false));
    }

    private void settleTogether(List<Ended> group, List<CommonMove.OfClaim> moves, long now) {
        LeaseRetries.Answer<Boolean> written =
                retries.call(group.stream().map(Ended::held).toList(), () -> allWritten(moves));
        if (written.value().isEmpty()) {
            group.forEach(ended -> ended.tell(Optional.empty()));
        } else if (written.value().get()) {
            group.forEach(ended -> ended.tellSettled(now));
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
                        ? settlement.settleIfNotSettled(ended.held(), ended.outcome())
                        : settlement.settle(ended.held(), ended.outcome()));
    }

    /** Rolls the transaction back. */
    private static final class SomeLost extends RuntimeException {

        private static final long serialVersionUID = 1L;

        SomeLost() {
            super(null, null, false, false);
        }
    }
}
