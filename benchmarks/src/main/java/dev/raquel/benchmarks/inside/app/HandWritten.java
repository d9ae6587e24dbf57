package dev.raquel.benchmarks.inside.app;

import dev.raquel.benchmarks.loop.Turn;
import dev.raquel.benchmarks.throughput.Work;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** Threads of the server that take turns until there is nothing left, in transactions of the server. */
@ApplicationScoped
public class HandWritten {

    @Resource
    ManagedThreadFactory threads;

    @Resource(lookup = "java:comp/DefaultDataSource")
    DataSource pool;

    @Inject
    UserTransaction transaction;

    /** Starts so many. */
    List<Thread> start(Turn turn, Work work, int count) {
        List<Thread> started = IntStream.range(0, count)
                .mapToObj(number -> threads.newThread(() -> run(number, turn, work)))
                .toList();
        started.forEach(Thread::start);
        return started;
    }

    private void run(int number, Turn turn, Work work) {
        try (UserTransactions transactions = new UserTransactions(transaction, pool)) {
            int turns = 0;
            while (turn.take(transactions, pool, work, "loop-" + number + "-" + turns)) {
                turns++;
            }
        } catch (SQLException | RuntimeException failure) {
            work.failed(failure);
        }
    }
}
