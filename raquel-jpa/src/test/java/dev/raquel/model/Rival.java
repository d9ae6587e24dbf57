package dev.raquel.model;

import dev.raquel.Claim;
import dev.raquel.ClaimLostException;
import dev.raquel.ClaimOptions;
import dev.raquel.JobInfo;
import dev.raquel.JobQuery;
import dev.raquel.JobStatus;
import dev.raquel.Raquel;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Makes calls in one thread, with the last claim that it got, good or not, and tells the ledger what they returned. */
final class Rival {

    enum Call {
        CLAIM,
        STEAL,
        RESOLVE,
        FAIL,
        GIVE_UP,
        RESCHEDULE,
        REJECT,
        CANCEL_CLAIMED,
        UNCLAIM,
        RENEW,
        CANCEL,
        REQUEUE,
        REQUEUE_ALL,
        TICK
    }

    private final Raquel raquel;
    private final List<UUID> jobs;
    private final Ledger ledger;
    private final AtomicLong clock;
    private Claim claim;
    private int turn;

    Rival(Raquel raquel, List<UUID> jobs, Ledger ledger, AtomicLong clock) {
        this.raquel = raquel;
        this.jobs = jobs;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** A call that the database refuses because of another has done nothing. */
    void call(Call call) {
        UUID job = jobs.get(turn++ % jobs.size());
        try {
            switch (call) {
                case CLAIM -> claim(ClaimOptions.of("contested"));
                case STEAL -> claim(ClaimOptions.of("contested").withReclaimAfter(Duration.ZERO));
                case CANCEL -> ledger.cancelled(raquel.cancel(job));
                case REQUEUE -> ledger.requeued(raquel.requeue(job) ? 1 : 0);
                case REQUEUE_ALL ->
                    ledger.requeued(raquel.requeue(JobQuery.of("contested").withStatuses(JobStatus.CANCELLED)));
                case TICK -> clock.addAndGet(1_500);
                default -> settle(call);
            }
        } catch (PersistenceException refused) {
            ledger.refused(call, refused);
        }
    }

    private void claim(ClaimOptions options) {
        raquel.claim(options.withBefore(Instant.ofEpochMilli(Long.MAX_VALUE))).ifPresent(got -> {
            claim = got;
            ledger.claimed(got);
        });
    }

    private void settle(Call call) {
        if (claim == null) {
            return;
        }
        try {
            switch (call) {
                case RESOLVE -> ledger.settled(claim, resolveWithEffect());
                case FAIL -> ledger.settled(claim, raquel.fail(claim, "broken"));
                case GIVE_UP -> ledger.settled(claim, raquel.giveUp(claim, "hopeless"));
                case RESCHEDULE -> ledger.settled(claim, raquel.reschedule(claim, Duration.ZERO));
                case REJECT -> ledger.settled(claim, raquel.reject(claim));
                case CANCEL_CLAIMED -> ledger.settled(claim, raquel.cancel(claim));
                case UNCLAIM -> ledger.unclaimed(claim, raquel.unclaim(claim));
                case RENEW -> raquel.renew(claim);
                default -> throw new IllegalStateException(call.name());
            }
        } catch (ClaimLostException lost) {
            ledger.lost(claim);
        }
    }

    /** Each try writes an effect of its own, so that a second success would show. */
    private JobInfo resolveWithEffect() {
        String effect = claim.info().claimedBy() + " " + turn;
        JobInfo settled = raquel.inTransaction(entityManager -> {
            entityManager
                    .createNativeQuery("insert into effects (name) values ('" + effect + "')")
                    .executeUpdate();
            return raquel.resolve(claim);
        });
        ledger.wrote(effect);
        return settled;
    }
}
