package dev.raquel.internal.attempt;

import dev.raquel.ApplicationUnit;
import dev.raquel.ForwardingTransactions;
import dev.raquel.Handling;
import dev.raquel.internal.claim.ClaimTokens;
import dev.raquel.internal.claim.Claims;
import dev.raquel.internal.event.LifeEvents;
import dev.raquel.internal.held.HeldJob;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.local.LocalTransactions;
import dev.raquel.internal.lock.Locking;
import dev.raquel.internal.store.Database;
import dev.raquel.internal.store.Isolation;
import dev.raquel.internal.store.JobStore;
import dev.raquel.jackson.JacksonPayloads;
import dev.raquel.spi.AttemptScope;
import dev.raquel.spi.Transactions;
import dev.raquel.testing.H2Database;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/** Attempts over a fresh database, without a dispatcher, and jobs that they hold. */
public final class AttemptFixture implements AutoCloseable {

    public static final String PAYLOAD = "what nobody else may read";
    private static final String CLAIM = "node-1";

    public final H2Database database = H2Database.fresh();
    private final EntityManagerFactory factory;
    private final Database data;
    private final JobStore store;
    private final LocalTransactions real;
    private final Transactions transactions;
    public final Attempts attempts;

    /** Done by whoever is about to begin a transaction. */
    public volatile Runnable beforeTransactions = () -> {};

    /** Done by whoever has ended one. */
    public volatile Runnable afterTransactions = () -> {};

    public AttemptFixture() {
        database.migrate();
        factory = ApplicationUnit.over(database);
        real = new LocalTransactions(factory);
        data = new Database(factory.unwrap(SessionFactory.class), real, real);
        store = new JobStore(data);
        transactions = new Accompanied(real);
        attempts = new Attempts(
                store,
                transactions,
                new Isolation(data),
                JacksonPayloads.withDefaults(),
                InstantSource.system(),
                AttemptScope.NONE,
                LifeEvents.NONE,
                Duration.ofMinutes(1),
                Duration.ZERO);
    }

    public static QueueHandler handler(Handling handling, Calls calls) {
        return new QueueHandler("q", String.class, handling, 1, calls, "the test's handler", null, Set.of(), null);
    }

    /** So many that are claimed. */
    public List<HeldJob> held(int jobs) {
        for (int i = 0; i < jobs; i++) {
            database.execute("insert into jobs (queue, payload, status, claimed_by, claimed_at) values ('q', '"
                    + PAYLOAD + "'," + " 'claimed', '" + CLAIM + "', 1000)");
        }
        return real.inNew(() -> store.findClaimed(CLAIM)).stream()
                .map(attempts.held()::hold)
                .toList();
    }

    /** Claims in the same transactions. The database has been asked already how it locks. */
    Claims claims() {
        Locking locking = new Locking(data);
        locking.locks();
        return new Claims(
                new Database(data.factory(), transactions, real),
                locking,
                LifeEvents.NONE,
                new ClaimTokens("node"),
                InstantSource.system(),
                Duration.ofMinutes(1));
    }

    public JobState read(HeldJob job) {
        return real.inNew(() -> store.find(job.claim().id())).orElseThrow();
    }

    @Override
    public void close() {
        factory.close();
        database.close();
    }

    private final class Accompanied extends ForwardingTransactions {

        Accompanied(LocalTransactions real) {
            super(real);
        }

        @Override
        public <T extends @Nullable Object> T inNew(Supplier<T> work) {
            beforeTransactions.run();
            T result = real.inNew(work);
            afterTransactions.run();
            return result;
        }
    }
}
