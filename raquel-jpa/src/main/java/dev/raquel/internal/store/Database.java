package dev.raquel.internal.store;

import dev.raquel.jpa.JobEntity;
import dev.raquel.spi.Transactions;
import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * The database of one persistence unit, as a node uses it in transactions of its own. Safe for use by many threads.
 */
public final class Database {

    private final SessionFactory factory;
    private final Transactions transactions;
    private final Sessions sessions;
    private final DatabaseTraits traits;

    /**
     * The database behind a persistence unit. Touches it only when it is used.
     *
     * @param factory the persistence unit that has the job table
     * @param transactions how to run transactions on it
     * @param sessions how to get at the sessions of these transactions
     */
    public Database(SessionFactory factory, Transactions transactions, Sessions sessions) {
        this.factory = factory;
        this.transactions = transactions;
        this.sessions = sessions;
        this.traits = DatabaseTraits.of(factory);
    }

    /** The persistence unit. */
    public SessionFactory factory() {
        return factory;
    }

    /** How to run transactions. */
    public Transactions transactions() {
        return transactions;
    }

    /** How to get at the sessions of transactions. */
    public Sessions sessions() {
        return sessions;
    }

    /** What is special about this database. */
    public DatabaseTraits traits() {
        return traits;
    }

    /** How the job table is mapped in this persistence unit. */
    public EntityPersister mapping() {
        return factory.unwrap(SessionFactoryImplementor.class)
                .getMappingMetamodel()
                .getEntityDescriptor(JobEntity.class);
    }

    /**
     * The job table's name as Hibernate writes it in SQL: with its schema if one is set, and with quotes if need be.
     */
    public String table() {
        return mapping().getIdentifierTableName();
    }

    /**
     * Runs work in a new transaction; the caller's, if there is one, is suspended meanwhile. The session must not be
     * kept.
     *
     * @throws dev.raquel.CommitFailedException if the transaction did not commit
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
