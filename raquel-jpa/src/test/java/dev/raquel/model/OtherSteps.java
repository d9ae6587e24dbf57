package dev.raquel.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raquel.model.World.Worker;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** What happens around the calls: time passes, workers die, transactions roll back. */
final class OtherSteps {

    private OtherSteps() {}

    record Advance(long millis) implements Step {

        @Override
        public void run(World world, Worker worker) {
            world.now += millis;
        }
    }

    /** Time passes until just before, at or after the next start or deadline of a job, if there is one. */
    record AdvanceTo(int job, boolean deadline, int beyond) implements Step {

        @Override
        public void run(World world, Worker worker) {
            ModelJob found = world.model.jobs.get(world.job(job));
            Long time = found == null ? null : deadline ? found.deadline() : Long.valueOf(found.scheduledAt);
            if (time != null) {
                world.now = Math.max(world.now, time + beyond);
            }
        }
    }

    /** The worker is gone with all that it knew, and starts again. */
    record Die() implements Step {

        @Override
        public void run(World world, Worker worker) {
            worker.raquel.close();
            worker.raquel = world.node(worker.name);
            worker.avoided.clear();
            world.claims.removeIf(held -> held.worker() == world.workers.indexOf(worker));
        }
    }

    /** Several calls in one transaction; nothing of them stays if it rolls back. */
    record InTransaction(List<Step> steps, boolean rollBack) implements Step {

        private static final class RolledBack extends RuntimeException {
            private static final long serialVersionUID = 1L;
        }

        @Override
        public void run(World world, Worker worker) {
            QueueModel before = world.model.copy();
            Set<UUID> avoidedBefore = new HashSet<>(worker.avoided);
            if (rollBack) {
                assertThatThrownBy(() -> runSteps(world, worker)).isInstanceOf(RolledBack.class);
                world.model = before;
                worker.avoided = avoidedBefore;
            } else {
                runSteps(world, worker);
            }
        }

        private void runSteps(World world, Worker worker) {
            worker.raquel.inTransaction(entityManager -> {
                steps.forEach(step -> step.run(world, worker));
                if (rollBack) {
                    throw new RolledBack();
                }
                return steps.size();
            });
        }
    }

    static Arbitrary<Step> advances() {
        return Arbitraries.of(1L, 999L, 1_000L, 2_000L, 5_000L, 10_000L, 60_000L, 61_000L, 600_000L, 90_000_000L)
                .map(Advance::new);
    }

    static Arbitrary<Step> advancesTo() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 20), Arbitraries.of(true, false), Arbitraries.of(-1, 0, 0, 1))
                .as(AdvanceTo::new);
    }

    static Arbitrary<Step> transactions() {
        Arbitrary<Step> joining = Arbitraries.oneOf(
                EnqueueStep.ones(),
                EnqueueStep.many(),
                SettleStep.steps(true),
                SettleStep.steps(true),
                MoveSteps.cancels(),
                MoveSteps.requeues());
        return Combinators.combine(joining.list().ofMinSize(1).ofMaxSize(3), Arbitraries.of(true, true, false))
                .as(InTransaction::new);
    }
}
