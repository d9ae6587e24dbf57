package dev.raquel.benchmarks.idle;

import dev.raquel.Handling;
import dev.raquel.benchmarks.raquel.RaquelNode;
import dev.raquel.internal.Node;
import dev.raquel.internal.attempt.QueueHandler;
import dev.raquel.internal.dispatch.Dispatcher;
import dev.raquel.internal.dispatch.DispatcherSettings;
import dev.raquel.internal.local.LocalTransactions;
import dev.raquel.internal.store.Database;
import dev.raquel.jackson.JacksonPayloads;
import dev.raquel.spi.AttemptScope;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;

/**
 * Queues in which nothing happens: of one dispatcher, as the integration with servers makes it, or each of its own, as
 * subscriptions are in Java SE.
 */
record IdleNode(List<Dispatcher> dispatchers, ExecutorService executor) implements AutoCloseable {

    static IdleNode over(RaquelNode over, int queues, boolean together) {
        LocalTransactions transactions = new LocalTransactions(over.factory());
        ExecutorService executor = Executors.newCachedThreadPool();
        Node node = new Node(
                new Database(over.factory().unwrap(SessionFactory.class), transactions, transactions),
                JacksonPayloads.withDefaults(),
                AttemptScope.NONE,
                List.of(),
                DispatcherSettings.defaults(),
                executor,
                Thread::new,
                null);
        List<QueueHandler> handlers = IntStream.rangeClosed(1, queues)
                .mapToObj(number -> new QueueHandler(
                        "queue" + number, Integer.class, Handling.TRANSACTIONAL, 1, job -> {}, "nothing"))
                .toList();
        List<List<QueueHandler>> subscribed =
                together ? List.of(handlers) : handlers.stream().map(List::of).toList();
        return new IdleNode(
                subscribed.stream()
                        .map(some -> node.subscribe(some, executor, Thread::new))
                        .toList(),
                executor);
    }

    void start() {
        dispatchers.forEach(Dispatcher::start);
    }

    @Override
    public void close() {
        dispatchers.forEach(Dispatcher::stop);
        executor.shutdown();
    }
}
