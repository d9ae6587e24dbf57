package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.testing.PostgresDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What docs/sql.md says of indexes, asked of PostgreSQL itself. */
class PostgresDocumentedPlansTest extends QueueFixture {

    PostgresDocumentedPlansTest() {
        super(PostgresDatabase::fresh);
    }

    @ParameterizedTest
    @CsvSource({
        "'due now, per queue, and how late', ix_raquel_jobs_due",
        "'due later', ix_raquel_jobs_due",
        "'cancel all that waits in a queue', ix_raquel_jobs_due",
        "'stuck', ix_raquel_jobs_claimed",
        "'jobs of one node', ix_raquel_jobs_claimed",
        "'requeue', pk_raquel_jobs"
    })
    void runsAlongItsIndexBesideManyFinishedRows(String name, String index) throws SQLException {
        database.execute("insert into jobs (queue, status, finished_at) select 'emails', 'success', 1000"
                + " from generate_series(1, 20000)");
        database.execute(
                "insert into jobs (queue, status, claimed_by, claimed_at) select 'emails', 'claimed', 'alpha-1',"
                        + " 1000 from generate_series(1, 20)");
        database.execute("insert into jobs (queue) select 'emails' from generate_series(1, 20)");
        database.execute("analyze jobs");
        SqlDocument document = SqlDocument.read("docs/sql.md", database.name());
        String sql = SqlDocument.fill(
                document.statements(name).get(0),
                Map.of("now", document.now(), "id", document.id(new java.util.UUID(0, 0))));

        assertThat(plan(sql)).contains(index).doesNotContain("Seq Scan");
    }

    private String plan(String sql) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("explain " + sql)) {
            while (rows.next()) {
                plan.append(rows.getString(1)).append('\n');
            }
        }
        return plan.toString();
    }
}
