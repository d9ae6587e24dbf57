package dev.raquel.liquibase;

/**
 * Where the change log is that makes the job table, on H2, PostgreSQL, MariaDB and MySQL.
 *
 * <p>An application includes it in its own change log:
 * <pre>{@code
 * <include file="dev/raquel/liquibase/db.changelog-raquel.xml"/>
 * }</pre>
 * or runs it by itself:
 * <pre>{@code
 * new Liquibase(RaquelChangeLog.PATH, new ClassLoaderResourceAccessor(), new JdbcConnection(connection)).update();
 * }</pre>
 *
 * <p>The table is called {@code jobs} and lies in the connection's default schema. A change log property
 * ahead of the include moves it, or a parameter given to Liquibase: {@code raquel.table} on any database,
 * {@code raquel.schema} on H2 and PostgreSQL.
 *
 * <p>For those without Liquibase, {@code sql/h2.sql}, {@code postgresql.sql}, {@code mariadb.sql} and {@code mysql.sql}
 * beside it make the same table as plain SQL; the build writes them from the change log.
 *
 * <p>This module needs nothing at run time. Liquibase (4.x) comes with whoever runs the change log.
 */
public final class RaquelChangeLog {

    /** The root change log's path on the class path, for an {@code <include>} or for Liquibase itself. */
    public static final String PATH = "dev/raquel/liquibase/db.changelog-raquel.xml";

    private RaquelChangeLog() {}
}
