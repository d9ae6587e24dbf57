package dev.raquel.internal.store;

import dev.raquel.spi.Transactions;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The database's time, so that nodes whose clocks differ agree on what is due and which leases are old.
 *
 * <p>Asks the database now and then, and counts on from its answer with the JVM's steady timer; the node's own wall
 * clock plays no part. An answer is as exact as it is quick, so a later one may correct it: rather than going back a
 * little, the clock stands still for that time, for a job that was enqueued at this moment must be due at the next.
 * Where a dispatcher runs, one of its duties asks. Elsewhere a caller does whose answer has become old, but inside a
 * transaction only if it is very old, because asking takes a second connection there. Safe for use by many threads.
 */
public final class DatabaseClock implements InstantSource {

    private static final Logger LOG = System.getLogger("dev.raquel");
    private static final long OLD_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long VERY_OLD_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final long LONGEST_STANDSTILL_MILLIS = 5_000;

    private final Database database;
    private final LongSupplier nanoTime;
    private final String query;
    private final AtomicBoolean refreshing = new AtomicBoolean();
    private volatile @Nullable Reading reading;

    /** The clock of this database. */
    public DatabaseClock(Database database) {
        this(database, System::nanoTime);
    }

    DatabaseClock(Database database, LongSupplier nanoTime) {
        this.query = database.traits().timeQuery();
        this.database = database;
        this.nanoTime = nanoTime;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public long millis() {
        Reading last = reading;
        if (last == null) {
            last = measure();
        } else if (isTooOld(last)) {
            last = refreshed(last);
        }
        return last.at(nanoTime.getAsLong());
    }

    /** Asks the database, in a transaction of its own. */
    public void synchronize() {
        measure();
    }

    private boolean isTooOld(Reading last) {
        long age = nanoTime.getAsLong() - last.nanos;
        return age > VERY_OLD_NANOS
                || age > OLD_NANOS && database.transactions().status() == Transactions.Status.NONE;
    }

    /** Asks the database anew, unless another caller does; who gets no new reading goes by the old one. */
    private Reading refreshed(Reading last) {
        if (!refreshing.compareAndSet(false, true)) {
            return last;
        }
        try {
            return measure();
        } catch (RuntimeException failure) {
            LOG.log(Level.DEBUG, "The database did not tell its time; an older reading is used", failure);
            return last;
        } finally {
            refreshing.set(false);
        }
    }

    private Reading measure() {
        return database.call(session -> {
            long before = nanoTime.getAsLong();
            long millis = session.createNativeQuery(query, Long.class).getSingleResult();
            long after = nanoTime.getAsLong();
            return adopt(Reading.of(millis, before + (after - before) / 2));
        });
    }

    private synchronized Reading adopt(Reading measured) {
        Reading adopted = measured.notBefore(reading, nanoTime.getAsLong());
        reading = adopted;
        return adopted;
    }

    /**
     * What the database said, what the steady timer showed then, and the time before which the clock is not set back.
     */
    private record Reading(long millis, long nanos, long earliest) {

        static Reading of(long millis, long nanos) {
            return new Reading(millis, nanos, Long.MIN_VALUE);
        }

        /**
         * This reading, but standing still until it has caught up with what the last one has shown, if that is soon.
         */
        Reading notBefore(@Nullable Reading last, long nanosNow) {
            if (last == null) {
                return this;
            }
            long shown = last.at(nanosNow);
            return shown - at(nanosNow) <= LONGEST_STANDSTILL_MILLIS ? new Reading(millis, nanos, shown) : this;
        }

        long at(long nanosNow) {
            return Math.max(earliest, millis + TimeUnit.NANOSECONDS.toMillis(nanosNow - nanos));
        }
    }
}
