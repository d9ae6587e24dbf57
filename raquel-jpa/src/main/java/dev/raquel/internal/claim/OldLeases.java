package dev.raquel.internal.claim;

import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.internal.store.JobStore;
import dev.raquel.spi.Transactions;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Leases that were old already when a claim was answered, or was found again: another node may take such a job before
 * this one has begun it. In transactions of its own.
 */
final class OldLeases {

    private static final Logger LOG = System.getLogger("dev.raquel");

    private final Leases leases;
    private final JobStore store;
    private final Transactions transactions;
    private final InstantSource clock;
    private final Duration leaseTime;

    OldLeases(Leases leases, JobStore store, Transactions transactions, InstantSource clock, Duration leaseTime) {
        this.leases = leases;
        this.store = store;
        this.transactions = transactions;
        this.clock = clock;
        this.leaseTime = leaseTime;
    }

    /**
     * The jobs of one claim that may be begun: their leases are young, or were renewed. Usually asks the database
     * nothing.
     */
    List<ClaimedJob> renewed(List<ClaimedJob> claims) {
        long now = clock.millis();
        if (claims.stream().noneMatch(claim -> isOld(claim, now))) {
            return claims;
        }
        leases.renew(claims.stream().collect(Collectors.toMap(ClaimedJob::id, ClaimedJob::token)), now);
        Map<UUID, ClaimedJob> renewed = transactions
                .inNew(() -> store.findClaimed(claims.get(0).token()))
                .stream()
                .filter(claim -> claimedAt(claim) >= now)
                .collect(Collectors.toMap(ClaimedJob::id, Function.identity()));
        List<ClaimedJob> ours = new ArrayList<>();
        for (ClaimedJob claim : claims) {
            ClaimedJob found = renewed.get(claim.id());
            if (found != null) {
                ours.add(found);
            }
        }
        if (ours.size() < claims.size()) {
            logLeft(claims.get(0), claims.size() - ours.size());
        }
        return ours;
    }

    private boolean isOld(ClaimedJob claim, long now) {
        return now - claimedAt(claim) >= leaseTime.dividedBy(3).toMillis();
    }

    private static long claimedAt(ClaimedJob claim) {
        return Objects.requireNonNull(claim.job().claimedAt());
    }

    private static void logLeft(ClaimedJob first, int left) {
        LOG.log(
                Level.WARNING,
                "The answer to a claim from queue ''{0}'' took so long that the leases of {1} jobs could not be"
                        + " renewed: they are not begun here, and are left to other nodes",
                first.job().queue(),
                left);
    }
}
