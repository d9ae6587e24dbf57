package dev.raquel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.raquel.ClaimLostException;
import dev.raquel.JobInfo;
import dev.raquel.RaquelService;
import dev.raquel.model.World.Held;
import dev.raquel.model.World.Worker;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Settles by a claim, good or not, by whoever has a hand free. {@code back} counts from the newest claim. */
record SettleStep(Outcome outcome, int back, int millis) implements Step {

    enum Outcome {
        RESOLVE,
        FAIL,
        FAIL_BY_EXCEPTION,
        GIVE_UP,
        RESCHEDULE_DELAY,
        RESCHEDULE_AT,
        REJECT,
        CANCEL,
        UNCLAIM,
        RENEW
    }

    @Override
    public void run(World world, Worker worker) {
        if (world.claims.isEmpty()) {
            return;
        }
        Held held = world.claims.get(world.claims.size() - 1 - back % world.claims.size());
        ModelJob job = world.heldBy(held);
        switch (outcome) {
            case UNCLAIM -> unclaim(world, worker.raquel, held, job);
            case RENEW -> renew(world, worker.raquel, held, job);
            default -> settle(world, worker, held, job);
        }
    }

    private static void unclaim(World world, RaquelService raquel, Held held, ModelJob job) {
        assertThat(raquel.unclaim(held.claim())).isEqualTo(job != null);
        if (job != null) {
            world.model.unclaim(job);
        }
    }

    private static void renew(World world, RaquelService raquel, Held held, ModelJob job) {
        assertThat(raquel.renew(held.claim())).isEqualTo(job != null);
        if (job != null) {
            job.claimedAt = world.now;
        }
    }

    private void settle(World world, Worker worker, Held held, ModelJob job) {
        if (job == null) {
            assertThatExceptionOfType(ClaimLostException.class)
                    .as("the claim is lost")
                    .isThrownBy(() -> call(world, worker.raquel, held))
                    .withMessageContaining(held.token());
            return;
        }
        JobInfo settled = call(world, worker.raquel, held);
        job.claimedAt = held.then().claimedAt; // says since when the attempt ran, and not when it was renewed
        apply(world, worker, job);
        world.expectInfo(settled, job);
    }

    private JobInfo call(World world, RaquelService raquel, Held held) {
        return switch (outcome) {
            case RESOLVE -> raquel.resolve(held.claim());
            case FAIL -> raquel.fail(held.claim(), "broken");
            case FAIL_BY_EXCEPTION -> raquel.fail(held.claim(), new IllegalStateException("thrown"));
            case GIVE_UP -> raquel.giveUp(held.claim(), "hopeless");
            case RESCHEDULE_DELAY -> raquel.reschedule(held.claim(), Duration.ofMillis(millis));
            case RESCHEDULE_AT -> raquel.reschedule(held.claim(), Instant.ofEpochMilli(world.now + millis));
            case REJECT -> raquel.reject(held.claim());
            case CANCEL -> raquel.cancel(held.claim());
            case UNCLAIM, RENEW -> throw new IllegalStateException(outcome.name());
        };
    }

    private void apply(World world, Worker worker, ModelJob job) {
        switch (outcome) {
            case RESOLVE -> world.model.succeed(job, world.now);
            case FAIL -> world.model.fail(job, "broken", null, world.now);
            case FAIL_BY_EXCEPTION -> {
                String thrown = "java.lang.IllegalStateException: thrown";
                world.model.fail(job, thrown, thrown, world.now);
            }
            case GIVE_UP -> world.model.giveUp(job, "hopeless", null, world.now);
            case RESCHEDULE_DELAY, RESCHEDULE_AT -> world.model.reschedule(job, world.now + millis);
            case REJECT -> {
                world.model.reject(job);
                worker.avoided.add(job.id);
            }
            case CANCEL -> world.model.cancelClaimed(job, world.now);
            case UNCLAIM, RENEW -> throw new IllegalStateException(outcome.name());
        }
    }

    /** All of them, or those only that take part in the caller's transaction. */
    static Arbitrary<Step> steps(boolean joiningOnly) {
        Arbitrary<Outcome> outcomes = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.of(Outcome.class)),
                Tuple.of(1, Arbitraries.of(Outcome.FAIL, Outcome.REJECT, Outcome.UNCLAIM)));
        return Combinators.combine(
                        joiningOnly ? outcomes.filter(outcome -> outcome != Outcome.RENEW) : outcomes,
                        Arbitraries.of(0, 0, 0, 1, 2, 3, 5),
                        Arbitraries.of(0, 1, 5_000, 3_600_000))
                .as(SettleStep::new);
    }
}
