package dev.raquel.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.Claim;
import dev.raquel.ClaimOptions;
import dev.raquel.model.QueueModel.ClaimWish;
import dev.raquel.model.World.Held;
import dev.raquel.model.World.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Claims a job, and keeps the claim. */
record ClaimStep(How how) implements Step {

    /** What to claim; {@code before} is told from now. */
    record How(List<String> queues, Integer before, String as, boolean expire, Integer reclaimAfter) {

        ClaimOptions options(World world) {
            ClaimOptions options = ClaimOptions.of(queues.toArray(String[]::new));
            options = before == null ? options : options.withBefore(Instant.ofEpochMilli(world.now + before));
            options = as == null ? options : options.withClaimAs(as);
            options = expire ? options : options.withoutExpiring();
            return reclaimAfter == null ? options : options.withReclaimAfter(Duration.ofMillis(reclaimAfter));
        }

        ClaimWish wish(World world, Worker worker, Set<UUID> locked) {
            return new ClaimWish(
                    queues,
                    before == null ? world.now : world.now + before,
                    expire,
                    reclaimAfter == null ? World.RECLAIM_AFTER : reclaimAfter,
                    worker.avoided,
                    locked);
        }

        String prefix(Worker worker) {
            return as == null ? worker.name : as;
        }
    }

    @Override
    public void run(World world, Worker worker) {
        claim(world, worker, Set.of());
    }

    /** Claims while others hold locks on these jobs. */
    void claim(World world, Worker worker, Set<UUID> locked) {
        Optional<Claim> claim = worker.raquel.claim(how.options(world));
        Optional<ModelJob> next = world.model.next(how.wish(world, worker, locked), world.now);
        assertThat(claim.map(Claim::id)).as("the claimed job").isEqualTo(next.map(job -> job.id));
        if (next.isPresent()) {
            ModelJob job = next.get();
            String token = world.newToken(claim.orElseThrow().info(), how.prefix(worker));
            world.model.claim(job, token, world.now);
            world.expectInfo(claim.get().info(), job);
            world.claims.add(new Held(world.workers.indexOf(worker), claim.get(), token, job.copy()));
        }
    }

    static Arbitrary<Step> steps() {
        return hows().map(ClaimStep::new);
    }

    static Arbitrary<How> hows() {
        return Combinators.combine(
                        Arbitraries.of(World.QUEUES).list().uniqueElements().ofMaxSize(3),
                        Arbitraries.of(-1_000, 100_000, 100_000).injectNull(0.75),
                        Arbitraries.of("night").injectNull(0.8),
                        Arbitraries.of(true, true, false),
                        Arbitraries.of(0, 1, 30_000).injectNull(0.7))
                .as(How::new);
    }
}
