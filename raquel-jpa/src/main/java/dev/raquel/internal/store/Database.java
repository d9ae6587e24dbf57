package dev.raquel.internal.store;

import dev.raquel.spi.Transactions;
import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * The database of one persistence unit, as a node uses it in transactions of its own. Safe for use by many threads.
 *
 * @param factory the persistence unit that has the job table
 * @param transactions how to run transactions on it
 * @param sessions how to get at the sessions of these transactions
 */
public record Database(SessionFactory factory, Transactions transactions, Sessions sessions) {

    /**
     * Runs work in a new transaction; the caller's, if there is one, is suspended meanwhile. The session must not be kept.
     *
     * @throws dev.raquel.spi.CommitFailedException if the transaction did not commit
     */
    public <T extends @Nullable Object> T call(Function<StatelessSession, T> work) {
        return transactions.inNew(() -> sessions.with(work));
    }

    /**
     * Runs work in a new transaction, and in another one if rivals got in its way, some times: see
     * {@link Contention#retrying}.
     */
    public <T> T callRetrying(Function<StatelessSession, T> work) {
        return Contention.retrying(() -> call(work));
    }
}
