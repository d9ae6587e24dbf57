package dev.raquel.internal.service;

import dev.raquel.DequeueOptions;
import dev.raquel.JobHandler;
import dev.raquel.internal.attempt.Attempts;
import dev.raquel.internal.attempt.AvoidedJobs;
import dev.raquel.internal.attempt.QueueHandler;
import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.internal.lifecycle.Settled;
import java.util.Objects;
import java.util.Optional;

/** Claims one job and runs one attempt of it, on the calling thread, in transactions of its own. */
final class Dequeueing {

    private final Claiming claiming;
    private final Attempts attempts;
    private final AvoidedJobs rejected;
    private final Announcements announcements;

    Dequeueing(Claiming claiming, Attempts attempts, AvoidedJobs rejected, Announcements announcements) {
        this.claiming = claiming;
        this.attempts = attempts;
        this.rejected = rejected;
        this.announcements = announcements;
    }

    boolean dequeue(DequeueOptions options, JobHandler<Object> handler) {
        Objects.requireNonNull(handler, "handler");
        Optional<ClaimedJob> claim = claiming.claim(options.claim());
        claim.ifPresent(held -> run(held, options, handler));
        return claim.isPresent();
    }

    private void run(ClaimedJob claim, DequeueOptions options, JobHandler<Object> handler) {
        QueueHandler queueHandler = new QueueHandler(
                claim.queue(),
                options.payloadType(),
                options.handling(),
                1,
                handler,
                handler.getClass().getName());
        Optional<Settled> after = attempts.run(queueHandler, claim);
        after.filter(Settled::isRejected).ifPresent(settled -> rejected.add(claim.id(), System.nanoTime()));
        after.ifPresent(settled -> announcements.now(settled.after()));
    }
}
