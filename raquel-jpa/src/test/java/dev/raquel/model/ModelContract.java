package dev.raquel.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.ClaimOptions;
import dev.raquel.Job;
import dev.raquel.SubscribeOptions;
import dev.raquel.Subscription;
import dev.raquel.model.World.Worker;
import dev.raquel.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeProperty;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;

/**
 * The queue does what its model does, whatever several workers call, while time passes. After each call its result and
 * the whole table are compared. A new database is a subclass that names it, and how often to try.
 */
abstract class ModelContract {

    private static final int STEPS = 60;

    private final Supplier<TestDatabase> freshDatabase;
    private ModelDatabase database;
    private World world;

    ModelContract(Supplier<TestDatabase> freshDatabase) {
        this.freshDatabase = freshDatabase;
    }

    @BeforeProperty
    void createDatabase() {
        database = new ModelDatabase(freshDatabase.get());
    }

    @AfterTry
    void closeWorld() {
        if (world != null) {
            world.close();
        }
    }

    @AfterProperty
    void dropDatabase() {
        if (database != null) {
            database.close();
        }
    }

    @Provide
    Arbitrary<ActionChain<World>> calls() {
        return ActionChain.startWith(this::newWorld).withAction(anyStep()).withMaxTransformations(STEPS);
    }

    private World newWorld() {
        closeWorld();
        world = new World(database);
        return world;
    }

    private static Action.Independent<World> anyStep() {
        return () -> Combinators.combine(Arbitraries.integers().between(0, World.WORKERS - 1), steps())
                .as((worker, step) -> Transformer.mutate("worker " + worker + ": " + step, world -> {
                    step.run(world, world.workers.get(worker));
                    world.check();
                }));
    }

    private static Arbitrary<Step> steps() {
        return Arbitraries.frequencyOf(
                Tuple.of(4, EnqueueStep.ones()),
                Tuple.of(1, EnqueueStep.many()),
                Tuple.of(7, ClaimStep.steps()),
                Tuple.of(9, SettleStep.steps(false)),
                Tuple.of(5, DequeueStep.steps()),
                Tuple.of(2, MoveSteps.cancels()),
                Tuple.of(3, MoveSteps.requeues()),
                Tuple.of(2, MoveSteps.expires()),
                Tuple.of(2, ForeignSteps.steps()),
                Tuple.of(3, OtherSteps.transactions()),
                Tuple.of(1, LookStep.steps()),
                Tuple.of(1, Arbitraries.create(OtherSteps.Die::new)),
                Tuple.of(3, OtherSteps.advances()),
                Tuple.of(4, OtherSteps.advancesTo()));
    }

    /** Runs the calls; then lets every lease run out, and handles what is left until nothing waits. */
    void theQueueDoesWhatItsModelDoes(ActionChain<World> calls) {
        World end = calls.run();
        Worker worker = end.workers.get(0);
        takeOverAllClaims(end, worker);
        new OtherSteps.Advance(Duration.ofDays(400).toMillis()).run(end, worker);
        for (String queue : World.QUEUES) {
            drain(end, worker, queue);
        }
        end.check();
        assertThat(end.model.all()).allMatch(ModelJob::isFinal);
    }

    private static void takeOverAllClaims(World world, Worker worker) {
        worker.raquel.claim(
                ClaimOptions.anyQueue().withReclaimAfter(Duration.ZERO).withBefore(Instant.EPOCH));
        world.model.next(new QueueModel.ClaimWish(List.of(), 0, true, 0, Set.of(), Set.of()), world.now);
        world.check();
    }

    private static void drain(World world, Worker worker, String queue) {
        List<ModelJob> due = world.model.due(queue, world.now).toList();
        world.model.expire(List.of(queue), world.now);
        List<ModelJob> wanted = due.stream().filter(ModelJob::waits).toList();
        SubscribeOptions options = SubscribeOptions.of(queue, String.class);
        try (Subscription handler = worker.raquel.<String>subscribe(options, job -> handled(world, job))) {
            assertThat(worker.raquel.drain(queue)).isEqualTo(wanted.size());
        }
    }

    private static void handled(World world, Job<String> job) {
        ModelJob expected = world.model.jobs.get(job.id());
        world.model.claim(expected, job.info().claimedBy(), world.now);
        world.expectInfo(job.info(), expected);
        world.model.succeed(expected, world.now);
    }
}
