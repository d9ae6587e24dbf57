package dev.raquel.benchmarks.peer;

import com.gruelbox.transactionoutbox.ThreadLocalContextTransactionManager;
import dev.raquel.benchmarks.throughput.Work;
import java.sql.SQLException;

/** What transaction-outbox calls for a job. Not final: it is proxied. */
public class NumberedCall {

    private final Work work;
    private final ThreadLocalContextTransactionManager transactions;

    NumberedCall(Work work, ThreadLocalContextTransactionManager transactions) {
        this.work = work;
        this.transactions = transactions;
    }

    /** Runs in the transaction that deletes the job's row. */
    public void handle(int job) throws SQLException {
        transactions.requireTransaction(transaction -> work.within(transaction.connection(), job));
    }
}
