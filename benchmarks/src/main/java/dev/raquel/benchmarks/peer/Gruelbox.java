package dev.raquel.benchmarks.peer;

import com.gruelbox.transactionoutbox.Dialect;
import com.gruelbox.transactionoutbox.Instantiator;
import com.gruelbox.transactionoutbox.Persistor;
import com.gruelbox.transactionoutbox.Submitter;
import com.gruelbox.transactionoutbox.ThreadLocalContextTransactionManager;
import com.gruelbox.transactionoutbox.TransactionManager;
import com.gruelbox.transactionoutbox.TransactionOutbox;
import com.zaxxer.hikari.HikariDataSource;
import dev.raquel.benchmarks.throughput.Arena;
import dev.raquel.benchmarks.throughput.Contestant;
import dev.raquel.benchmarks.throughput.Entry;
import java.sql.SQLException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * transaction-outbox: a job is a call of a method, run in a transaction of its own which also deletes its row. It is
 * handed to an executor by the commit that enqueues it, its fastest way; that executor has no threads until the clock
 * starts.
 */
public record Gruelbox() implements Contestant {

    private static final int ENQUEUED_AT_A_TIME = 1_000;

    @Override
    public String name() {
        return "transaction-outbox";
    }

    @Override
    public String limit() {
        return "";
    }

    @Override
    public int pace() {
        return 7_000;
    }

    @Override
    public Entry enter(Arena arena) throws SQLException {
        HikariDataSource pool = arena.database().pool(arena.pool(), true);
        var transactions = TransactionManager.fromDataSource(pool);
        LinkedBlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
        TransactionOutbox outbox =
                outbox(transactions, waiting::add, type -> new NumberedCall(arena.work(), transactions));
        enqueue(arena.jobs(), outbox, transactions);
        ThreadPoolExecutor workers =
                new ThreadPoolExecutor(arena.threads(), arena.threads(), 0, TimeUnit.SECONDS, waiting);
        return new Entry() {
            @Override
            public void start() {
                workers.prestartAllCoreThreads();
            }

            @Override
            public String unsettled() {
                return "exists (select from txno_outbox)";
            }

            @Override
            public void close() {
                workers.shutdown(); // all jobs have ended
                pool.close();
            }
        };
    }

    /** Hands calls to an executor, to be made on objects of this function. */
    public static TransactionOutbox outbox(
            TransactionManager transactions, Executor executor, Function<Class<?>, Object> objects) {
        return TransactionOutbox.builder()
                .transactionManager(transactions)
                .persistor(Persistor.forDialect(Dialect.POSTGRESQL_9)) // the one with SKIP LOCKED
                .instantiator(Instantiator.using(objects))
                .submitter(Submitter.withExecutor(executor))
                .build();
    }

    private static void enqueue(int jobs, TransactionOutbox outbox, ThreadLocalContextTransactionManager transactions)
            throws SQLException {
        for (int from = 0; from < jobs; from += ENQUEUED_AT_A_TIME) {
            int first = from;
            int end = Math.min(jobs, from + ENQUEUED_AT_A_TIME);
            transactions.inTransactionThrows(transaction -> {
                for (int job = first; job < end; job++) {
                    outbox.schedule(NumberedCall.class).handle(job);
                }
            });
        }
    }
}
