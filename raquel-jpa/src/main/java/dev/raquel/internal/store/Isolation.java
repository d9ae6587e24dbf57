package dev.raquel.internal.store;

import dev.raquel.Handling;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how isolated the library's transactions are. They must be READ COMMITTED: above that, whoever renews a
 * lease makes the handler's own transaction unable to settle its job. Asks the database's connection when that is first
 * needed, in a transaction of its own; more than once only if several callers need it at the same time. Safe for use by
 * many threads.
 */
public final class Isolation {

    private static final Logger LOG = System.getLogger("dev.raquel");

    private final Database database;
    private final AtomicReference<@Nullable Boolean> readCommitted = new AtomicReference<>();

    /** Asks about the transactions of this database. */
    public Isolation(Database database) {
        this.database = database;
    }

    /**
     * How to handle jobs that are to be handled so: elsewhere than under READ COMMITTED their rows are locked, since a
     * locked row is not renewed. So it is, too, while the database does not answer.
     */
    public Handling effective(Handling wanted) {
        return wanted == Handling.TRANSACTIONAL && !safelyIsReadCommitted() ? Handling.TRANSACTIONAL_LOCKED : wanted;
    }

    /** Says what to set, once, if it is anything else than READ COMMITTED. */
    public void check() {
        isReadCommitted();
    }

    private boolean safelyIsReadCommitted() {
        try {
            return isReadCommitted();
        } catch (RuntimeException unanswered) {
            LOG.log(Level.DEBUG, "The database did not tell its transaction isolation", unanswered);
            return false;
        }
    }

    /** Several callers may ask at once, as long as it is not known: nobody waits for one who may never be answered. */
    private boolean isReadCommitted() {
        Boolean known = readCommitted.get();
        if (known != null) {
            return known;
        }
        int found = database.call(Isolation::ask);
        boolean isIt = found == Connection.TRANSACTION_READ_COMMITTED;
        if (readCommitted.compareAndSet(null, isIt) && !isIt) {
            warn(found);
        }
        return isIt;
    }

    private static int ask(StatelessSession session) {
        return session.doReturningWork(Connection::getTransactionIsolation);
    }

    private static void warn(int found) {
        LOG.log(
                Level.WARNING,
                "The database''s transactions are {0}, but Raquel needs READ COMMITTED. Until that is set, every"
                        + " TRANSACTIONAL queue is handled as TRANSACTIONAL_LOCKED, which costs a statement for each"
                        + " job, and rivals may block each other. Set the datasource''s isolation: on WildFly its"
                        + " attribute transaction-isolation = TRANSACTION_READ_COMMITTED, on Payara"
                        + " transaction-isolation-level = read-committed, in Java SE that of the pool"
                        + " or hibernate.connection.isolation = READ_COMMITTED.",
                name(found));
    }

    private static String name(int isolation) {
        return switch (isolation) {
            case Connection.TRANSACTION_READ_UNCOMMITTED -> "READ UNCOMMITTED";
            case Connection.TRANSACTION_REPEATABLE_READ -> "REPEATABLE READ";
            case Connection.TRANSACTION_SERIALIZABLE -> "SERIALIZABLE";
            default -> "of isolation " + isolation;
        };
    }
}
