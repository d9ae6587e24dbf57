package dev.raquel.internal.dispatch;

import dev.raquel.internal.Node;
import dev.raquel.internal.local.LocalTransactions;
import dev.raquel.internal.store.Database;
import dev.raquel.jackson.JacksonPayloads;
import dev.raquel.spi.AttemptScope;
import dev.raquel.spi.Transactions;
import jakarta.persistence.EntityManagerFactory;
import java.time.InstantSource;
import java.util.List;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/** Nodes in Java SE, put together as {@code Raquel} does it, with one part or another in the hands of a test. */
final class LocalNodes {

    private LocalNodes() {}

    /** With nothing unusual. */
    static Node node(EntityManagerFactory factory, LocalTransactions transactions, DispatcherSettings settings) {
        return node(factory, transactions, transactions, settings, null);
    }

    /** With other transactions, and another time; null for the database's. */
    static Node node(
            EntityManagerFactory factory,
            Transactions transactions,
            LocalTransactions sessions,
            DispatcherSettings settings,
            @Nullable InstantSource clock) {
        return new Node(
                new Database(factory.unwrap(SessionFactory.class), transactions, sessions),
                JacksonPayloads.withDefaults(),
                AttemptScope.NONE,
                List.of(),
                settings,
                Runnable::run,
                Thread::new,
                clock);
    }
}
