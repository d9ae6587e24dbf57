package dev.raquel.internal.store;

import dev.raquel.internal.lifecycle.Causes;
import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PessimisticLockException;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Tells errors that come from several nodes wanting the same rows, and that go away by trying again. */
public final class Contention {

    /** Transaction rollback: deadlock, serialization failure. */
    private static final String ROLLBACK_CLASS = "40";

    /** Lock not available (PostgreSQL). */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /**
     * H2: lock timeout, row changed since. MariaDB and MySQL: lock wait timeout, record changed since last read. MySQL:
     * refused to wait.
     */
    private static final Set<Integer> VENDOR_CODES = Set.of(50200, 90131, 1205, 1020, 3572);

    private static final int MOST_TRIES = 10;
    private static final long LONGEST_FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private Contention() {}

    /** Whether this error, or what led to it, says "somebody else was there, try again". */
    public static boolean caused(Throwable error) {
        return Causes.any(
                error,
                link -> link instanceof PessimisticLockException
                        || link instanceof LockTimeoutException
                        || link instanceof OptimisticLockException
                        || link instanceof SQLException sql && says(sql));
    }

    /**
     * Whether the database itself says so. An optimistic lock failure that Hibernate finds may be a stale version in
     * what a handler writes: nothing that goes away by trying again.
     */
    public static boolean saidByDatabase(Throwable error) {
        return Causes.any(error, link -> link instanceof SQLException sql && says(sql));
    }

    /**
     * Runs work again, some times, when rivals got in its way: soon, but not in step with them. Each run must be in a
     * transaction of its own.
     */
    public static <T> T retrying(Supplier<T> work) {
        for (int tries = 1; ; tries++) {
            try {
                return work.get();
            } catch (RuntimeException failure) {
                if (tries == MOST_TRIES || !caused(failure)) {
                    throw failure;
                }
            }
            pauseAfter(tries);
        }
    }

    /** Up to twice as long each time; half a second in all, on average, until it is given up. */
    private static void pauseAfter(int tries) {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_FIRST_PAUSE_NANOS << tries));
    }

    private static boolean says(SQLException error) {
        String state = error.getSQLState();
        return state != null && (state.startsWith(ROLLBACK_CLASS) || state.equals(LOCK_NOT_AVAILABLE))
                || VENDOR_CODES.contains(error.getErrorCode());
    }
}
