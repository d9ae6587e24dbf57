package dev.raquel.example.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.raquel.testing.PostgresDatabase;
import dev.raquel.testing.TestDatabase;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The shop, unchanged, on a WildFly that has MicroProfile Health: what an orchestrator is told, over HTTP. */
class HealthIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static TestDatabase database;
    private static WildFlyServer server;

    @BeforeAll
    static void start() throws Exception {
        database = PostgresDatabase.fresh();
        server = new WildFlyServer("health-it", 2_000);
        server.addHealth();
        server.useDatabase(database);
        server.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.stop();
        database.close();
    }

    @Test
    void theDispatcherLives() throws IOException {
        JsonNode check = check(server.getFromManagement("health/live"), "raquel-dispatcher");

        assertThat(check.get("status").asText()).isEqualTo("UP");
        assertThat(check.at("/data/node").asText()).isEqualTo("health-it");
        assertThat(check.at("/data/dispatcher").asText()).isEqualTo("running");
        assertThat(check.at("/data/queues").asText()).isEqualTo("emails, invoices");
    }

    @Test
    void readyIfAndOnlyIfTheTableAnswers() throws IOException {
        JsonNode check = check(server.getFromManagement("health/ready"), "raquel");
        assertThat(check.get("status").asText()).isEqualTo("UP");
        assertThat(check.at("/data/millisSinceLastClaim").asLong(-1)).isNotNegative();

        database.execute("alter table jobs rename to elsewhere");
        awaitReady(503);
        assertThat(check(server.getFromManagement("health/ready"), "raquel")
                        .at("/data/database")
                        .asText())
                .contains("jobs");
        assertThat(server.getFromManagement("health/live").statusCode()).isEqualTo(200);

        database.execute("alter table elsewhere rename to jobs");
        awaitReady(200);
    }

    private static void awaitReady(int status) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> server.getFromManagement("health/ready").statusCode() == status);
    }

    private static JsonNode check(HttpResponse<String> response, String name) throws IOException {
        return StreamSupport.stream(JSON.readTree(response.body()).get("checks").spliterator(), false)
                .filter(check -> check.get("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + response.body()));
    }
}
