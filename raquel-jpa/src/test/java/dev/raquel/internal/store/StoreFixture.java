package dev.raquel.internal.store;

import dev.raquel.ApplicationUnit;
import dev.raquel.internal.local.LocalTransactions;
import dev.raquel.testing.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;

/** A store over a fresh database. */
final class StoreFixture implements AutoCloseable {

    final TestDatabase database;
    final EntityManagerFactory factory;
    final LocalTransactions transactions;

    StoreFixture(TestDatabase database) {
        this.database = database.migrate();
        this.factory = ApplicationUnit.over(database);
        this.transactions = new LocalTransactions(factory);
    }

    SessionFactory sessionFactory() {
        return factory.unwrap(SessionFactory.class);
    }

    Locking locking() {
        return new Locking(sessionFactory(), transactions, transactions);
    }

    JobStore store() {
        return new JobStore(transactions);
    }

    Leases leases() {
        return new Leases(transactions, transactions, locking());
    }

    /** Claims of a node of its own. */
    Claims claims() {
        return new Claims(locking(), new ClaimTokens("node"), store(), transactions);
    }

    @Override
    public void close() {
        factory.close();
        database.close();
    }
}
