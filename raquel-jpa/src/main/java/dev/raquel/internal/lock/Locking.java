package dev.raquel.internal.lock;

import dev.raquel.RaquelException;
import dev.raquel.internal.store.Contention;
import dev.raquel.internal.store.Database;
import jakarta.persistence.PersistenceException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.exception.SQLGrammarException;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how this database locks. Hibernate leaves {@code SKIP LOCKED} out without a word where its dialect does not
 * know it, so neither the dialect nor the database is believed alone: a harmless locking query, for an id that no job
 * has, is tried in a transaction of its own, when it is first needed. Safe for use by many threads.
 */
public final class Locking {

    private static final Logger LOG = System.getLogger("dev.raquel");
    private static final List<UUID> NOBODY = List.of(new UUID(0, 0));

    private final Database database;
    private final AtomicReference<@Nullable RowLocks> known = new AtomicReference<>();

    /** Asks how the rows of the job table in this database are locked. */
    public Locking(Database database) {
        this.database = database;
    }

    /**
     * How to lock rows by id. As long as it is not known several callers may try it at once: nobody waits for another
     * one, to whom the database may never answer.
     */
    public RowLocks locks() {
        RowLocks locks = known.get();
        return locks == null ? keep(probe()) : locks;
    }

    private RowLocks keep(RowLocks found) {
        if (known.compareAndSet(null, found) && found instanceof RowLocks.None) {
            warn();
        }
        return Objects.requireNonNull(known.get());
    }

    /**
     * How to lock rows that are to be deleted, so that nobody can refer to them before they are.
     */
    public RowLocks locksToDelete() {
        RowLocks locks = locks();
        return locks instanceof RowLocks.ByDialect && database.traits().locksTooLittleToDelete()
                ? new RowLocks.ByNativeSql(database.table())
                : locks;
    }

    private RowLocks probe() {
        RowLocks byDialect = new RowLocks.ByDialect();
        if (database.traits().dialectWritesSkipLocked() && works(byDialect)) {
            return byDialect;
        }
        RowLocks byNativeSql = new RowLocks.ByNativeSql(database.table());
        return works(byNativeSql) ? byNativeSql : new RowLocks.None();
    }

    private void warn() {
        LOG.log(
                Level.WARNING,
                "The database does not know SKIP LOCKED (dialect {0}): jobs are claimed one by one, and nodes wait for"
                        + " each other. Use a database version that has it.",
                database.traits().dialectName());
    }

    private boolean works(RowLocks locks) {
        try {
            database.call(session -> locks.lockLeases(session, NOBODY));
            return true;
        } catch (PersistenceException refused) {
            if (Contention.caused(refused)) {
                throw refused; // somebody has locked the whole table: that says nothing about rows
            }
            checkTable(refused);
            LOG.log(Level.DEBUG, "SKIP LOCKED was refused", refused);
            return false;
        }
    }

    /** Tells a database that refuses the lock from one that has no job table, or cannot be reached. */
    private void checkTable(PersistenceException refused) {
        try {
            database.call(session -> new RowLocks.None().lockLeases(session, NOBODY));
        } catch (SQLGrammarException noTable) {
            throw new RaquelException(
                    "The job table '" + database.table()
                            + "' is missing, or is not as this version needs it. Make it before the"
                            + " application starts: include dev/raquel/liquibase/db.changelog-raquel.xml in your change"
                            + " log, with the same raquel.table and raquel.schema, if you set them",
                    noTable);
        } catch (PersistenceException unreadable) {
            unreadable.addSuppressed(refused);
            throw unreadable;
        }
    }
}
