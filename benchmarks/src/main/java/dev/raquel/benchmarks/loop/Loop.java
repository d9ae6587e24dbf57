package dev.raquel.benchmarks.loop;

import com.zaxxer.hikari.HikariDataSource;
import dev.raquel.benchmarks.throughput.Arena;
import dev.raquel.benchmarks.throughput.Contestant;
import dev.raquel.benchmarks.throughput.Entry;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** Threads that take turns until there is nothing left, each on a connection of its own. */
public record Loop(String name, int pace, Turn turn) implements Contestant {

    @Override
    public String limit() {
        return name;
    }

    @Override
    public Entry enter(Arena arena) throws SQLException {
        JobsTable.create(arena.database());
        JobsTable.enqueue(arena.database(), arena.jobs(), arena.dueAtOnce());
        HikariDataSource pool = arena.database().pool(arena.pool(), false);
        AtomicBoolean stopped = new AtomicBoolean();
        List<Thread> threads = IntStream.range(0, arena.threads())
                .mapToObj(number -> new Thread(() -> run(number, arena, pool, stopped)))
                .toList();
        return new Entry() {
            @Override
            public void start() {
                threads.forEach(Thread::start);
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
                stopped.set(true);
                threads.forEach(Loop::join);
                pool.close();
            }
        };
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(int number, Arena arena, HikariDataSource pool, AtomicBoolean stopped) {
        try (OneConnection transactions = new OneConnection(pool)) {
            int turns = 0;
            boolean more = true;
            while (more && !stopped.get()) {
                more = turn.take(transactions, pool, arena.work(), "loop-" + number + "-" + turns++);
            }
        } catch (SQLException | RuntimeException failure) {
            arena.work().failed(failure);
        }
    }
}
