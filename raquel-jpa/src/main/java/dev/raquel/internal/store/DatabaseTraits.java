package dev.raquel.internal.store;

import java.util.Optional;
import org.hibernate.SessionFactory;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.dialect.MariaDBDialect;
import org.hibernate.dialect.MySQLDialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.type.SqlTypes;

/**
 * What is special about the database at hand: what it can do, and what it needs. Nothing that runs asks elsewhere which
 * database it is; the entity asks once, while its unit is being built. All of it comes from Hibernate's dialect; what the dialect cannot be trusted with, the classes concerned try out.
 * Safe for use by many threads.
 */
public final class DatabaseTraits {

    private final Dialect dialect;
    private final boolean arraysAreArrays;

    private DatabaseTraits(Dialect dialect, boolean arraysAreArrays) {
        this.dialect = dialect;
        this.arraysAreArrays = arraysAreArrays;
    }

    /** The traits of the database behind a persistence unit. */
    static DatabaseTraits of(SessionFactory unit) {
        SessionFactoryImplementor factory = unit.unwrap(SessionFactoryImplementor.class);
        return new DatabaseTraits(
                factory.getJdbcServices().getDialect(),
                factory.getSessionFactoryOptions().getPreferredSqlTypeCodeForArray() == SqlTypes.ARRAY);
    }

    /** The dialect's name, for logs and errors. */
    public String dialectName() {
        return dialect.getClass().getSimpleName();
    }

    /** The name of the script that makes the job table; empty if the change log has been tried on no such database. */
    public Optional<String> tableScript() {
        if (dialect instanceof MariaDBDialect) { // is a MySQLDialect too
            return Optional.of("mariadb");
        }
        if (isMySql()) {
            return Optional.of("mysql");
        }
        if (isPostgreSql()) {
            return Optional.of("postgresql");
        }
        return isH2() ? Optional.of("h2") : Optional.empty();
    }

    // Searching -----------------------------------------------------------------------------------------------------

    /**
     * The order of the due jobs of one queue by which the database runs along the claim index, and stops at the limit.
     * Measured: H2 does so only if the order names the queue too; MySQL sorts all due jobs of the queue if it does.
     * MariaDB goes with MySQL.
     */
    public DueOrder dueOrder() {
        return isMySql() ? DueOrder.LEAVING_OUT_THE_QUEUE : DueOrder.NAMING_THE_QUEUE;
    }

    /** Whether the claim index holds waiting jobs only: of these databases PostgreSQL alone has partial indexes. */
    public boolean indexesWaitingJobsOnly() {
        return isPostgreSql();
    }

    /**
     * Whether the database runs along the claim index for many queues at once. Measured: H2 does not, and would read
     * all finished jobs of these queues.
     */
    public boolean looksIntoManyQueuesAtOnce() {
        return !isH2();
    }

    // Locking -------------------------------------------------------------------------------------------------------

    /**
     * Whether Hibernate writes {@code SKIP LOCKED} for this database. Where it says no, the database may have it yet.
     */
    public boolean dialectWritesSkipLocked() {
        return dialect.supportsSkipLocked();
    }

    /**
     * Whether a locking query with an order and a limit locks only the rows that it returns. Measured: PostgreSQL does.
     * H2 locks every row that matches before it sorts, MariaDB and MySQL lock the gaps between rows, and Oracle applies
     * the limit before it skips.
     */
    public boolean locksJustWhatItReturns() {
        return isPostgreSql();
    }

    /**
     * Whether the locks that Hibernate takes let others write references to the rows, which then hinder a deletion:
     * on PostgreSQL it locks for updates that leave the key as it is.
     */
    public boolean locksTooLittleToDelete() {
        return isPostgreSql();
    }

    // Writing -------------------------------------------------------------------------------------------------------

    /**
     * How a statement names many rows. PostgreSQL plans a list of parameters anew for each length, and spends more time
     * on it than on some of the updates; an array is one parameter. An application may have told Hibernate to write
     * arrays as something else, which would not be one.
     */
    public ManyIds manyIds() {
        return takesArrays() ? ManyIds.AS_ARRAY : ManyIds.AS_LIST;
    }

    /**
     * How many new rows are inserted: a batch of JDBC is a statement for each row, arrays are one statement for all.
     */
    NewRows newRows() {
        return takesArrays() ? NewRows.AS_ARRAYS : NewRows.AS_BATCH;
    }

    // Telling -------------------------------------------------------------------------------------------------------

    /** The query for the database's time. MariaDB and MySQL have one of their own: they do not extract the epoch. */
    String timeQuery() {
        return isMySql() ? JobQueries.NOW_BY_UTC : JobQueries.NOW;
    }

    /** Whether transactions can notify other connections of the database. */
    public boolean notifies() {
        return isPostgreSql();
    }

    private boolean takesArrays() {
        return isPostgreSql() && arraysAreArrays;
    }

    private boolean isPostgreSql() {
        return dialect instanceof PostgreSQLDialect;
    }

    /** MariaDB's dialect is one of these too. */
    private boolean isMySql() {
        return dialect instanceof MySQLDialect;
    }

    private boolean isH2() {
        return dialect instanceof H2Dialect;
    }
}
