package dev.raquel.internal.schema;

import dev.raquel.RaquelException;
import dev.raquel.internal.store.Database;
import dev.raquel.internal.store.JobQueries;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.StringJoiner;
import org.hibernate.persister.entity.EntityPersister;

/**
 * The job table as a whole, under the name and in the schema that the entity is mapped to. Each step is a transaction
 * of its own, whatever transaction the caller has. Safe for use by many threads and nodes at once.
 */
public final class JobTable {

    private final Database database;

    /** The table in this database. */
    public JobTable(Database database) {
        this.database = database;
    }

    /**
     * Makes the table with its indexes, as the change log would. A table that has all columns is left as it is.
     *
     * @throws RaquelException if there is a table that lacks columns, if no script is known for this database, or if
     *     the database refuses to make the table
     */
    public void create() {
        if (hasAllColumns()) {
            return;
        }
        List<String> script = TableScript.of(database.traits()).statements(name());
        try {
            run(script);
        } catch (SQLException refused) {
            if (!hasAllColumns()) { // else somebody was faster
                throw cannotCreate(refused);
            }
        }
    }

    /**
     * Drops the table with all its jobs, if it is there. What else refers to it is not dropped, but makes this fail.
     *
     * @throws RaquelException if the database refuses
     */
    public void drop() {
        try {
            run(List.of(JobQueries.DROP_TABLE.formatted(name().qualified())));
        } catch (SQLException refused) {
            throw new RaquelException("The job table '" + name().qualified() + "' cannot be dropped", refused);
        }
    }

    private RaquelException cannotCreate(SQLException refused) {
        String table = name().qualified();
        if (canRead("id")) {
            return new RaquelException(
                    "There is a table '" + table
                            + "', but it lacks columns of the job table. If it is Raquel's, perhaps"
                            + " made by its Python library, let the change log complete it"
                            + " (dev/raquel/liquibase/db.changelog-raquel.xml); else map the job table to another name",
                    refused);
        }
        return new RaquelException("The job table '" + table + "' cannot be made: " + refused.getMessage(), refused);
    }

    private boolean hasAllColumns() {
        StringJoiner columns = new StringJoiner(", ");
        EntityPersister entity = database.mapping();
        entity.getIdentifierMapping().forEachSelectable((i, column) -> columns.add(column.getSelectionExpression()));
        entity.forEachSelectable((i, column) -> columns.add(column.getSelectionExpression()));
        return canRead(columns.toString());
    }

    private boolean canRead(String columns) {
        try {
            run(List.of(JobQueries.READ_NO_ROW.formatted(columns, name().qualified())));
            return true;
        } catch (SQLException refused) {
            if (isNotThere(refused)) {
                return false;
            }
            throw new RaquelException("The job table '" + name().qualified() + "' cannot be read", refused);
        }
    }

    /** A table or column that is missing; H2 has a number of its own for a schema. */
    private static boolean isNotThere(SQLException refused) {
        String state = String.valueOf(refused.getSQLState());
        return state.startsWith("42") || state.equals("90079");
    }

    private void run(List<String> statements) throws SQLException {
        try {
            database.call(session -> {
                session.doWork(connection -> execute(connection, statements));
                return statements;
            });
        } catch (Refused refused) {
            throw refused.reason;
        }
    }

    private static void execute(Connection connection, List<String> statements) {
        try (var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException reason) {
            throw new Refused(reason);
        }
    }

    private TableName name() {
        return new TableName(database.table());
    }

    /** Takes what the database said past Hibernate, which would log it as an error though it may be none. */
    private static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final SQLException reason;

        Refused(SQLException reason) {
            super(reason);
            this.reason = reason;
        }
    }
}
