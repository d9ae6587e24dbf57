package dev.raquel.internal.service;

import dev.raquel.ClaimOptions;
import dev.raquel.internal.attempt.AvoidedJobs;
import dev.raquel.internal.claim.ClaimOrder;
import dev.raquel.internal.claim.Claimed;
import dev.raquel.internal.claim.Claims;
import dev.raquel.internal.claim.WaitingQueues;
import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.internal.lifecycle.Millis;
import dev.raquel.internal.store.Contention;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Claims one job at a time for a caller, and keeps claims alive that a caller holds. In transactions of its own. */
final class Claiming {

    private static final int LOST_PAGE = 100;

    private final Claims claims;
    private final Duration leaseTime;
    private final AvoidedJobs rejected;
    private final WaitingQueues waitingQueues;
    private final InstantSource clock;
    private final Announcements announcements;

    Claiming(ByHand byHand, WaitingQueues waitingQueues, InstantSource clock, Announcements announcements) {
        this.claims = byHand.claims();
        this.leaseTime = byHand.leaseTime();
        this.rejected = byHand.rejected();
        this.waitingQueues = waitingQueues;
        this.clock = clock;
        this.announcements = announcements;
    }

    Optional<ClaimedJob> claim(ClaimOptions options) {
        long now = clock.millis();
        nextToken(options); // refuses a name that does not fit, before anything is written
        long dueBy = options.before() == null ? now : Millis.ofTime("before", options.before());
        Duration age = options.reclaimAfter() == null ? leaseTime : options.reclaimAfter();
        long lostBefore = Millis.plus(now, -Millis.ofSpan("reclaimAfter", age));
        reclaim(options.queues(), lostBefore);
        for (String queue : waitingQueues.due(options.queues(), dueBy)) {
            Optional<ClaimedJob> claim = claimOne(options, queue, dueBy, now);
            if (claim.isPresent()) {
                return claim;
            }
        }
        return Optional.empty();
    }

    boolean renew(ClaimedJob claim) {
        return claims.leases().renewOne(claim.id(), claim.token(), clock.millis());
    }

    /** A claim that met nothing but late jobs has made these expired, and looks again. */
    private Optional<ClaimedJob> claimOne(ClaimOptions options, String queue, long dueBy, long now) {
        Claimed got;
        do {
            got = Contention.retrying(() -> claims.claim(order(options, queue, dueBy), now));
        } while (got.claims().isEmpty() && got.taken() > 0);
        return got.claims().stream().findFirst();
    }

    /** What to claim, with a token of its own for each try: a claim whose commit is in doubt is looked up by it. */
    private ClaimOrder order(ClaimOptions options, String queue, long dueBy) {
        return new ClaimOrder(queue, 1, nextToken(options), rejected.at(System.nanoTime()), 0, dueBy, options.expire());
    }

    private String nextToken(ClaimOptions options) {
        return options.claimAs() == null
                ? claims.tokens().next()
                : claims.tokens().nextAs(options.claimAs());
    }

    private void reclaim(List<String> queues, long before) {
        claims.leases().reclaim(before, queues, LOST_PAGE).forEach(announcements::now);
    }
}
