package dev.raquel.internal.store;

import dev.raquel.internal.lifecycle.Causes;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLTimeoutException;
import org.hibernate.QueryTimeoutException;
import org.hibernate.exception.ConstraintViolationException;

/** Tells errors that are about some rows among many from those that are about the database. */
public final class Refusals {

    private Refusals() {}

    /** Whether a constraint does not allow it, or it took longer than it may: with fewer rows it may be done. */
    public static boolean isOfRows(Throwable error) {
        return Contention.caused(error)
                || Causes.any(
                        error,
                        link -> link instanceof ConstraintViolationException
                                || link instanceof QueryTimeoutException
                                || link instanceof jakarta.persistence.QueryTimeoutException
                                || link instanceof SQLIntegrityConstraintViolationException
                                || link instanceof SQLTimeoutException);
    }
}
