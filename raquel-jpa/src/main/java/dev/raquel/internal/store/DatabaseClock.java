package dev.raquel.internal.store;

import dev.raquel.spi.Transactions;
import jakarta.persistence.PersistenceException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The database's time, so that nodes whose clocks differ agree on what is due and which leases are old.
 *
 * <p>Asks the database now and then, and counts on from its answer with the JVM's steady timer; the node's own wall clock
 * plays no part. Safe for use by many threads.
 */
public final class DatabaseClock implements InstantSource {

    private final Transactions transactions;
    private final Sessions sessions;
    private final LongSupplier nanoTime;
    private volatile @Nullable Reading reading;
    private volatile @Nullable String query;

    /** The clock of the database behind these sessions. */
    public DatabaseClock(Transactions transactions, Sessions sessions) {
        this(transactions, sessions, System::nanoTime);
    }

    DatabaseClock(Transactions transactions, Sessions sessions, LongSupplier nanoTime) {
        this.transactions = transactions;
        this.sessions = sessions;
        this.nanoTime = nanoTime;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public long millis() {
        Reading last = reading;
        return (last == null ? measure() : last).at(nanoTime.getAsLong());
    }

    /** Asks the database, in a transaction of its own. */
    public void synchronize() {
        measure();
    }

    private Reading measure() {
        String known = query;
        if (known != null) {
            return measure(known);
        }
        PersistenceException failure = null;
        for (String candidate : JobQueries.NOW) {
            try {
                Reading first = measure(candidate);
                query = candidate;
                return first;
            } catch (PersistenceException refused) {
                if (failure != null) {
                    refused.addSuppressed(failure);
                }
                failure = refused;
            }
        }
        throw new PersistenceException(
                "The database does not tell its time; it is asked with: " + String.join("; or ", JobQueries.NOW),
                failure);
    }

    private Reading measure(String query) {
        return transactions.inNew(() -> sessions.with(session -> {
            long before = nanoTime.getAsLong();
            long millis = session.createNativeQuery(query, Long.class).getSingleResult();
            long after = nanoTime.getAsLong();
            Reading measured = new Reading(millis, before + (after - before) / 2);
            reading = measured;
            return measured;
        }));
    }

    /** What the database said, and what the steady timer showed then. */
    private record Reading(long millis, long nanos) {

        long at(long nanosNow) {
            return millis + TimeUnit.NANOSECONDS.toMillis(nanosNow - nanos);
        }
    }
}
