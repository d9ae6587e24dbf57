package dev.raquel.testing;

import java.io.StringWriter;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;

/** Runs change logs from the class path on test databases, quietly. */
public final class ChangeLogs {

    // Held, because the logging system forgets the level of a logger that nobody holds.
    private static final Logger LIQUIBASE = Logger.getLogger("liquibase");

    // To the log what goes to standard output by itself; and no reports about us to Liquibase's makers.
    private static final Map<String, Object> QUIET =
            Map.of(Scope.Attr.ui.name(), new LoggerUIService(), "liquibase.analytics.enabled", false);

    static {
        LIQUIBASE.setLevel(Level.SEVERE);
    }

    private ChangeLogs() {}

    /** Runs what has not been run yet, with change log parameters such as {@code raquel.table}. */
    public static void update(TestDatabase database, String path, Map<String, String> parameters) {
        run(database, path, parameters, Liquibase::update);
    }

    /** What {@link #update} would run, for somebody else to run. */
    @SuppressWarnings("deprecation") // the other way leads over standard output
    public static String sql(TestDatabase database, String path, Map<String, String> parameters) {
        var sql = new StringWriter();
        run(database, path, parameters, liquibase -> liquibase.update(new Contexts(), new LabelExpression(), sql));
        return sql.toString();
    }

    /** Takes everything back. */
    public static void rollback(TestDatabase database, String path, Map<String, String> parameters) {
        run(
                database,
                path,
                parameters,
                liquibase -> liquibase.rollback(Integer.MAX_VALUE, new Contexts(), new LabelExpression()));
    }

    private static void run(TestDatabase database, String path, Map<String, String> parameters, Action action) {
        try {
            Scope.child(QUIET, () -> {
                try (var liquibase = new Liquibase(
                        path, new ClassLoaderResourceAccessor(), new JdbcConnection(database.connect()))) {
                    parameters.forEach(liquibase::setChangeLogParameter);
                    liquibase.setShowSummary(UpdateSummaryEnum.OFF);
                    action.on(liquibase);
                }
            });
        } catch (Exception e) {
            throw new IllegalStateException(path + " on " + database, e);
        }
    }

    private interface Action {
        void on(Liquibase liquibase) throws LiquibaseException;
    }
}
