package dev.raquel.liquibase;

import static dev.raquel.liquibase.Sql.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raquel.testing.ChangeLogs;
import dev.raquel.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the change log runs, each time on an empty database. A subclass names the database. */
abstract class ChangeLogContract {

    private final Supplier<TestDatabase> fresh;
    TestDatabase database;

    ChangeLogContract(Supplier<TestDatabase> fresh) {
        this.fresh = fresh;
    }

    @BeforeEach
    void open() {
        database = fresh();
    }

    final TestDatabase fresh() {
        return fresh.get();
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }

    @Test
    void makesTheTwentyColumns() throws SQLException {
        database.migrate();

        assertThat(columns("jobs"))
                .containsExactlyInAnyOrder(
                        "id not null",
                        "queue not null",
                        "payload",
                        "status not null",
                        "max_age",
                        "max_retry_count",
                        "min_retry_delay",
                        "max_retry_delay",
                        "backoff_base",
                        "enqueued_at not null",
                        "scheduled_at not null",
                        "attempts not null",
                        "error",
                        "error_trace",
                        "claimed_by",
                        "claimed_at",
                        "finished_at",
                        "failures not null",
                        "expires_at",
                        "due_at");
    }

    @Test
    void makesTheIndexesOfClaimAndReclaim() throws SQLException {
        database.migrate();

        assertThat(indexes("jobs")).contains("ix_raquel_jobs_due(queue, due_at, id)");
        assertThat(indexes("jobs"))
                .containsAnyOf("ix_raquel_jobs_claimed(claimed_at)", "ix_raquel_jobs_claimed(status, claimed_at)");
    }

    @Test
    void runsOnce() throws SQLException {
        database.migrate();
        database.execute("insert into jobs (payload) values ('kept')");
        var changeSets = changeSets();

        database.migrate();

        assertThat(changeSets()).isEqualTo(changeSets).isNotEmpty();
        assertThat(query(database, "select payload from jobs")).containsExactly("kept");
    }

    @Test
    void isIncludedByAnApplication() throws SQLException {
        ChangeLogs.update(database, "shop/changelog.xml", Map.of());

        database.execute("insert into jobs (payload) values ('welcome')");
        assertThat(changeSets()).contains("orders by shop in shop/changelog.xml", "table by raquel in raquel");
    }

    @Test
    void isTheSameHoweverItIsIncluded() throws SQLException {
        database.migrate();
        var changeSets = changeSets();

        ChangeLogs.update(database, "shop/changelog.xml", Map.of());

        assertThat(changeSets())
                .containsAll(changeSets)
                .hasSize(changeSets.size() + 1)
                .contains("orders by shop in shop/changelog.xml");
    }

    @Test
    void leavesNothingWhenRolledBack() throws SQLException {
        database.migrate();

        ChangeLogs.rollback(database, RaquelChangeLog.PATH, Map.of());

        assertThat(columns("jobs")).isEmpty();
        assertThat(changeSets()).isEmpty();
        database.migrate();
        assertThat(columns("jobs")).isNotEmpty();
    }

    @Test
    void makesTheTableUnderAnotherName() throws SQLException {
        var parameters = Map.of("raquel.table", "errands");
        database.migrate();

        ChangeLogs.rollback(database, RaquelChangeLog.PATH, Map.of());
        ChangeLogs.update(database, RaquelChangeLog.PATH, parameters);

        assertThat(columns("jobs")).isEmpty();
        assertThat(columns("errands")).hasSize(20);
        assertThat(indexes("errands")).contains("ix_raquel_errands_due(queue, due_at, id)");
        ChangeLogs.rollback(database, RaquelChangeLog.PATH, parameters);
        assertThat(columns("errands")).isEmpty();
    }

    /** As where Raquel made the table itself, before the application came to use a change log. */
    @Test
    void acceptsATableThatIsComplete() throws SQLException {
        database.migrate();
        database.execute("insert into jobs (payload) values ('kept')");
        database.execute("drop table DATABASECHANGELOG");

        database.migrate();
        database.migrate();
        assertThat(columns("jobs")).hasSize(20);

        ChangeLogs.rollback(database, RaquelChangeLog.PATH, Map.of());
        assertThat(query(database, "select payload from jobs")).containsExactly("kept");
    }

    @Test
    void leavesATableAloneThatIsNotRaquels() throws SQLException {
        database.execute("create table jobs (id int, title varchar(20))");

        assertThatThrownBy(database::migrate).hasStackTraceContaining("table jobs that is not Raquel's");

        assertThat(columns("jobs")).containsExactlyInAnyOrder("id", "title");
    }

    final List<String> columns(String table) throws SQLException {
        return columns(null, table);
    }

    final List<String> columns(String schema, String table) throws SQLException {
        var columns = new ArrayList<String>();
        try (var connection = database.connect();
                var found = connection
                        .getMetaData()
                        .getColumns(connection.getCatalog(), cased(schema), cased(table), null)) {
            while (found.next()) {
                var nullable = found.getString("IS_NULLABLE").equals("YES");
                columns.add(lower(found.getString("COLUMN_NAME")) + (nullable ? "" : " not null"));
            }
        }
        return columns;
    }

    private List<String> indexes(String table) throws SQLException {
        var indexes = new TreeMap<String, List<String>>();
        try (var connection = database.connect();
                var found = connection
                        .getMetaData()
                        .getIndexInfo(connection.getCatalog(), connection.getSchema(), cased(table), false, false)) {
            while (found.next()) {
                indexes.computeIfAbsent(lower(found.getString("INDEX_NAME")), name -> new ArrayList<>())
                        .add(lower(found.getString("COLUMN_NAME")));
            }
        }
        return indexes.entrySet().stream()
                .map(index -> index.getKey() + "(" + String.join(", ", index.getValue()) + ")")
                .toList();
    }

    final List<String> changeSets() throws SQLException {
        return query(database, "select id, author, filename from DATABASECHANGELOG order by orderexecuted").stream()
                .map(row -> row.replaceFirst("\\|", " by ").replaceFirst("\\|", " in "))
                .toList();
    }

    /** H2 keeps names in capitals. */
    String cased(String name) {
        return name;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
