package dev.raquel.cost;

import dev.raquel.ApplicationUnit;
import dev.raquel.ClaimOptions;
import dev.raquel.internal.Node;
import dev.raquel.internal.dispatch.DispatcherSettings;
import dev.raquel.internal.local.LocalTransactions;
import dev.raquel.internal.store.Database;
import dev.raquel.jackson.JacksonPayloads;
import dev.raquel.spi.AttemptScope;
import dev.raquel.testing.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/** A database with the job table and one for effects, and nodes over it whose round trips are noted. */
final class Recorded implements AutoCloseable {

    private final TestDatabase database;
    private final RoundTrips trips;
    private final EntityManagerFactory factory;
    private final LocalTransactions transactions;

    /** Over a database that is closed with this. */
    Recorded(TestDatabase database) {
        this.database = database.migrate();
        database.execute("create table effects (name varchar(100))");
        trips = new RoundTrips(database.dataSource());
        factory = ApplicationUnit.over(trips.dataSource());
        transactions = new LocalTransactions(factory);
    }

    TestDatabase database() {
        return database;
    }

    RoundTrips trips() {
        return trips;
    }

    LocalTransactions transactions() {
        return transactions;
    }

    /** A node that knows what it asks once: how the database locks, and its time if no clock is given. */
    Node node(DispatcherSettings settings, @Nullable InstantSource clock) {
        Node node = new Node(
                new Database(factory.unwrap(SessionFactory.class), transactions, transactions),
                JacksonPayloads.withDefaults(),
                AttemptScope.NONE,
                List.of(),
                settings,
                Runnable::run,
                Thread::new,
                clock);
        node.service().claim(ClaimOptions.of("nobody's"));
        return node;
    }

    /** What a handler writes in its transaction. */
    void write(String effect) {
        transactions
                .entityManager()
                .createNativeQuery("insert into effects (name) values (:name)")
                .setParameter("name", effect)
                .executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        factory.close();
        trips.close();
        database.close();
    }
}
