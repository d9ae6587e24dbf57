package dev.raquel.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.DequeueOptions;
import dev.raquel.Handling;
import dev.raquel.Job;
import dev.raquel.model.World.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Claims a job and runs a handler, which writes an effect, takes its time, and may find that a rival claims all it can
 * meanwhile.
 */
record DequeueStep(ClaimStep.How how, Handling handling, Outcome outcome, int takes, Optional<ClaimStep> rival)
        implements Step {

    enum Outcome {
        RETURN,
        THROW,
        FAIL,
        FAIL_THEN_THROW,
        GIVE_UP,
        RESCHEDULE,
        RESCHEDULE_AT_AND_DELAY,
        REJECT,
        CANCEL
    }

    @Override
    public void run(World world, Worker worker) {
        Optional<ModelJob> next = world.model.next(how.wish(world, worker, Set.of()), world.now);
        DequeueOptions options =
                DequeueOptions.of(how.options(world), String.class).withHandling(handling);
        String effect = "effect " + world.next();

        List<AssertionError> differences = new ArrayList<>();
        boolean ran = worker.raquel.<String>dequeue(options, job -> {
            try {
                assertThat(Optional.of(job.id())).as("the claimed job").isEqualTo(next.map(expected -> expected.id));
                handle(world, worker, job, effect);
            } catch (AssertionError difference) { // which would be the handler's failure, and no more
                differences.add(difference);
            }
        });

        assertThat(differences).isEmpty();
        assertThat(ran).isEqualTo(next.isPresent());
    }

    private void handle(World world, Worker worker, Job<String> job, String effect) {
        ModelJob expected = world.model.jobs.get(job.id());
        String token = world.newToken(job.info(), how.prefix(worker));
        world.model.claim(expected, token, world.now);
        world.expectInfo(job.info(), expected);
        worker.raquel
                .entityManager()
                .createNativeQuery("insert into effects (name) values ('" + effect + "')")
                .executeUpdate();
        world.now += takes;
        Set<UUID> locked = handling == Handling.TRANSACTIONAL_LOCKED ? Set.of(job.id()) : Set.of();
        rival.ifPresent(step -> step.claim(world, other(world, worker), locked));
        if (expected.status.equals("claimed") && expected.claimedBy.equals(token)) {
            apply(world, worker, expected, effect);
        }
        state(world, job);
    }

    private static Worker other(World world, Worker worker) {
        return world.workers.get((world.workers.indexOf(worker) + 1) % World.WORKERS);
    }

    private void state(World world, Job<String> job) {
        switch (outcome) {
            case RETURN -> {}
            case THROW -> throw new IllegalStateException("thrown");
            case FAIL -> job.fail("broken");
            case FAIL_THEN_THROW -> {
                job.fail("broken");
                throw new IllegalStateException("thrown");
            }
            case GIVE_UP -> job.giveUp("hopeless");
            case RESCHEDULE -> job.reschedule();
            case RESCHEDULE_AT_AND_DELAY ->
                job.reschedule(Instant.ofEpochMilli(world.now + 1_000), Duration.ofMillis(500));
            case REJECT -> job.reject();
            case CANCEL -> job.cancel();
        }
    }

    private void apply(World world, Worker worker, ModelJob job, String effect) {
        QueueModel model = world.model;
        switch (outcome) {
            case RETURN -> model.succeed(job, world.now);
            case THROW, FAIL_THEN_THROW -> {
                String thrown = "java.lang.IllegalStateException: thrown";
                model.fail(job, thrown, thrown, world.now);
            }
            case FAIL -> model.fail(job, "broken", null, world.now);
            case GIVE_UP -> model.giveUp(job, "hopeless", null, world.now);
            case RESCHEDULE ->
                model.reschedule(job, world.now + (job.minRetryDelay == null ? 1_000 : job.minRetryDelay));
            case RESCHEDULE_AT_AND_DELAY -> model.reschedule(job, world.now + 1_500);
            case REJECT -> {
                model.reject(job);
                worker.avoided.add(job.id);
            }
            case CANCEL -> model.cancelClaimed(job, world.now);
        }
        if (Set.of(Outcome.RETURN, Outcome.RESCHEDULE, Outcome.RESCHEDULE_AT_AND_DELAY, Outcome.CANCEL)
                .contains(outcome)) {
            model.effects.add(effect);
        }
    }

    static Arbitrary<Step> steps() {
        return Combinators.combine(
                        ClaimStep.hows(),
                        Arbitraries.of(Handling.TRANSACTIONAL, Handling.TRANSACTIONAL_LOCKED),
                        Arbitraries.of(Outcome.class),
                        Arbitraries.of(0, 0, 1, 30_000, 200_000),
                        ClaimStep.hows().map(ClaimStep::new).optional(0.3))
                .as(DequeueStep::new);
    }
}
