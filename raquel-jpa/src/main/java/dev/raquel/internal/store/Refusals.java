package dev.raquel.internal.store;

import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLTimeoutException;
import java.util.Objects;
import java.util.stream.Stream;
import org.hibernate.QueryTimeoutException;
import org.hibernate.exception.ConstraintViolationException;

/** Tells errors that are about some rows among many from those that are about the database. */
public final class Refusals {

    private static final int DEEPEST = 20;

    private Refusals() {}

    /** Whether a constraint does not allow it, or it took longer than it may: with fewer rows it may be done. */
    public static boolean isOfRows(Throwable error) {
        return Contention.caused(error)
                || Stream.iterate(error, Objects::nonNull, Throwable::getCause)
                        .limit(DEEPEST)
                        .anyMatch(link -> link instanceof ConstraintViolationException
                                || link instanceof QueryTimeoutException
                                || link instanceof jakarta.persistence.QueryTimeoutException
                                || link instanceof SQLIntegrityConstraintViolationException
                                || link instanceof SQLTimeoutException);
    }
}
