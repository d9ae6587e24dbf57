package dev.raquel.internal.claim;

import dev.raquel.ApplicationUnit;
import dev.raquel.internal.event.LifeEvents;
import dev.raquel.internal.local.LocalTransactions;
import dev.raquel.internal.lock.Locking;
import dev.raquel.internal.store.Database;
import dev.raquel.internal.store.JobStore;
import dev.raquel.testing.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.hibernate.SessionFactory;

/** A store over a fresh database. */
public final class StoreFixture implements AutoCloseable {

    public final TestDatabase database;
    public final EntityManagerFactory factory;
    public final LocalTransactions transactions;

    public StoreFixture(TestDatabase database) {
        this.database = database.migrate();
        this.factory = ApplicationUnit.over(database);
        this.transactions = new LocalTransactions(factory);
    }

    public SessionFactory sessionFactory() {
        return factory.unwrap(SessionFactory.class);
    }

    /** The database as a node with nothing unusual uses it. */
    public Database data() {
        return new Database(sessionFactory(), transactions, transactions);
    }

    public Locking locking() {
        return new Locking(data());
    }

    JobStore store() {
        return new JobStore(data());
    }

    Leases leases() {
        return new Leases(data(), locking(), LifeEvents.NONE);
    }

    /** Claims of a node of its own. */
    Claims claims() {
        return new Claims(
                data(),
                locking(),
                LifeEvents.NONE,
                new ClaimTokens("node"),
                InstantSource.fixed(Instant.EPOCH),
                Duration.ofMinutes(1));
    }

    @Override
    public void close() {
        factory.close();
        database.close();
    }
}
