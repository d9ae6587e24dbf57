package dev.raquel.benchmarks.raquel;

import dev.raquel.Handling;
import dev.raquel.Job;
import dev.raquel.JobHandler;
import dev.raquel.JobStatus;
import dev.raquel.Raquel;
import dev.raquel.SubscribeOptions;
import dev.raquel.Subscription;
import dev.raquel.benchmarks.loop.JobsTable;
import dev.raquel.benchmarks.throughput.Arena;
import dev.raquel.benchmarks.throughput.Contestant;
import dev.raquel.benchmarks.throughput.Entry;
import dev.raquel.benchmarks.throughput.Work;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.hibernate.Session;

/**
 * This library.
 *
 * @param handler subscribes to the queue; does not start
 * @param properties of Hibernate, besides those that every node has
 * @param settings of the node
 */
public record RaquelQueue(
        String name,
        String limit,
        int pace,
        Subscriber handler,
        Map<String, ?> properties,
        UnaryOperator<Raquel.Builder> settings)
        implements Contestant {

    /** A handler of single jobs. */
    public RaquelQueue(String name, String limit, int pace, Handling handling) {
        this(
                name,
                limit,
                pace,
                (node, arena) -> node.raquel()
                        .subscribe(options(arena).withHandling(handling), handler(handling, node, arena.work())),
                Map.of(),
                UnaryOperator.identity());
    }

    /** A handler of single jobs, of which so many share a transaction. */
    public static RaquelQueue sharing(String name, String limit, int pace, int perTransaction) {
        return new RaquelQueue(
                name,
                limit,
                pace,
                (node, arena) -> node.raquel()
                        .subscribe(
                                options(arena).withPerTransaction(perTransaction),
                                handler(Handling.TRANSACTIONAL, node, arena.work())),
                Map.of(),
                UnaryOperator.identity());
    }

    /** A handler of lists up to so long. */
    public static RaquelQueue ofLists(String name, String limit, int pace, int longest) {
        return new RaquelQueue(
                name,
                limit,
                pace,
                (node, arena) -> node.raquel()
                        .<Integer>subscribeToBatches(
                                options(arena).withPerTransaction(longest),
                                jobs -> within(node.raquel(), arena.work(), jobs)),
                Map.of(),
                UnaryOperator.identity());
    }

    /** The same with other properties. */
    public RaquelQueue withProperties(Map<String, ?> other) {
        return new RaquelQueue(name, limit, pace, handler, other, settings);
    }

    /** The same of a node that deletes all finished jobs. */
    public RaquelQueue deleting() {
        return new RaquelQueue(
                name,
                limit,
                pace,
                handler,
                properties,
                settings -> settings.retention(JobStatus.SUCCESS, Duration.ofSeconds(1)));
    }

    @Override
    public Entry enter(Arena arena) throws SQLException {
        JobsTable.create(arena.database());
        JobsTable.enqueue(arena.database(), arena.jobs(), arena.dueAtOnce());
        RaquelNode node = RaquelNode.over(arena.database().pool(arena.pool(), false), properties, settings);
        Subscription subscription = handler.subscribe(node, arena);
        return new Entry() {
            @Override
            public void start() {
                subscription.start();
            }

            @Override
            public String unsettled() {
                return JobsTable.unsettled(JobsTable.QUEUE);
            }

            @Override
            public String failed() {
                return JobsTable.failed(JobsTable.QUEUE);
            }

            @Override
            public void close() {
                node.close();
            }
        };
    }

    /** How a queue is handled: the place where other kinds of handlers come in. */
    @FunctionalInterface
    public interface Subscriber {

        Subscription subscribe(RaquelNode node, Arena arena);
    }

    private static SubscribeOptions options(Arena arena) {
        return SubscribeOptions.of(JobsTable.QUEUE, Integer.class).withConcurrency(arena.threads());
    }

    private static JobHandler<Integer> handler(Handling handling, RaquelNode node, Work work) {
        return handling == Handling.NON_TRANSACTIONAL
                ? job -> work.alone(node.pool(), job.payload())
                : job -> within(node.raquel(), work, job);
    }

    private static void within(Raquel raquel, Work work, List<Job<Integer>> jobs) {
        List<Integer> numbers = jobs.stream().map(Job::payload).toList();
        raquel.entityManager().unwrap(Session.class).doWork(connection -> work.withinAll(connection, numbers));
    }

    private static void within(Raquel raquel, Work work, Job<Integer> job) {
        raquel.entityManager().unwrap(Session.class).doWork(connection -> work.within(connection, job.payload()));
    }
}
