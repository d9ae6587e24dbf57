package dev.raquel.cdi.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.testing.PostgresDatabase;
import dev.raquel.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class PostgresHealthTest extends HealthContract {

    @Override
    TestDatabase database() {
        return PostgresDatabase.fresh();
    }

    @Test
    void anOutageIsForReadinessOnlyAndPasses() throws SQLException {
        TestDatabase database = database();
        try (InProcessServer server = server(database, Scripted.class).start()) {
            await().until(() -> ready(server) == Status.UP);

            takeDown(database);
            await().atMost(Duration.ofSeconds(20)).until(() -> ready(server) == Status.DOWN);
            assertThat(live(server)).isEqualTo(Status.UP);

            bringBack(database);
            await().atMost(Duration.ofSeconds(20)).until(() -> ready(server) == Status.UP);
        }
    }

    /** Ends all connections and lets nobody in. */
    private static void takeDown(TestDatabase database) throws SQLException {
        administer(
                database,
                "alter database " + name(database) + " with allow_connections false",
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name(database) + "'");
    }

    private static void bringBack(TestDatabase database) throws SQLException {
        administer(database, "alter database " + name(database) + " with allow_connections true");
    }

    private static void administer(TestDatabase database, String... statements) throws SQLException {
        String url = database.jdbcUrl().replace("/" + name(database), "/postgres");
        try (Connection elsewhere = DriverManager.getConnection(url, database.user(), database.password())) {
            for (String sql : statements) {
                elsewhere.createStatement().execute(sql);
            }
        }
    }

    private static String name(TestDatabase database) {
        return database.jdbcUrl().replaceAll(".*/([^/?]+)(\\?.*)?", "$1");
    }
}
