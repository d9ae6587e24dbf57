package dev.raquel.cdi.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.RaquelService;
import dev.raquel.cdi.internal.health.DispatcherHealth;
import dev.raquel.cdi.internal.health.QueueHealth;
import dev.raquel.cdi.internal.start.DispatcherLifecycle;
import dev.raquel.testing.TestDatabase;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What orchestrators are told. */
abstract class HealthContract {

    /** A database for one test. */
    abstract TestDatabase database();

    @Dependent
    static class Enqueues {
        @Inject
        RaquelService raquel;
    }

    private InProcessServer server(Class<?>... handlers) {
        return server(database(), handlers);
    }

    static InProcessServer server(TestDatabase database, Class<?>... handlers) {
        Class<?>[] beans = Stream.concat(
                        Stream.of(DispatcherHealth.class, QueueHealth.class, Enqueues.class), Stream.of(handlers))
                .toArray(Class<?>[]::new);
        return new InProcessServer(database, beans);
    }

    private static HealthCheck liveness(InProcessServer server) {
        return server.bean(HealthCheck.class, Liveness.Literal.INSTANCE);
    }

    private static HealthCheck readiness(InProcessServer server) {
        return server.bean(HealthCheck.class, Readiness.Literal.INSTANCE);
    }

    static Status live(InProcessServer server) {
        return liveness(server).call().getStatus();
    }

    static Status ready(InProcessServer server) {
        return readiness(server).call().getStatus();
    }

    private static Map<String, Object> told(HealthCheck check) {
        HealthCheckResponse response = check.call();
        return response.getData().orElseThrow();
    }

    @Test
    void aDispatcherThatRunsIsUpAndTellsHowItIsDoing() {
        try (InProcessServer server = server(Scripted.class).start()) {
            await().until(() -> told(readiness(server)).containsKey("millisSinceLastClaim"));

            assertThat(live(server)).isEqualTo(Status.UP);
            assertThat(ready(server)).isEqualTo(Status.UP);
            assertThat(told(readiness(server)))
                    .containsEntry("dispatcher", "running")
                    .containsEntry("queues", "outside, scripted")
                    .containsEntry("heldJobs", 0L)
                    .containsEntry("leasesReliable", true)
                    .containsKey("node");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"raquel-claims", "raquel-duties"})
    void aThreadThatHasDiedIsSeen(String name) {
        try (InProcessServer server = server(Scripted.class).start()) {
            server.ownThreads().stream()
                    .filter(thread -> thread.getName().equals(name))
                    .forEach(Thread::interrupt);

            await().until(() -> live(server) == Status.DOWN);
            assertThat(ready(server)).isEqualTo(Status.DOWN);
            assertThat(told(liveness(server))).containsEntry("dispatcher", "broken");
        }
    }

    @Test
    void stoppingIsNoReasonToRestart() {
        try (InProcessServer server = server(Scripted.class).start()) {
            server.bean(DispatcherLifecycle.class).stop();

            assertThat(live(server)).isEqualTo(Status.UP);
            assertThat(ready(server)).isEqualTo(Status.UP);
            assertThat(told(liveness(server))).containsEntry("dispatcher", "stopped");
        }
    }

    @Test
    void whoeverJustHasTheLibraryNeedsNoPersistenceUnit() {
        Map<String, String> noUnit = Map.of("raquel.persistence-unit", "elsewhere");
        try (InProcessServer server =
                new InProcessServer(noUnit, database(), DispatcherHealth.class, QueueHealth.class).start()) {
            assertThat(live(server)).isEqualTo(Status.UP);
            assertThat(ready(server)).isEqualTo(Status.UP);
            assertThat(told(readiness(server))).containsEntry("dispatcher", "none");
        }
    }

    @Test
    void whoeverOnlyEnqueuesNeedsTheDatabase() {
        try (InProcessServer server = server()) {
            assertThat(live(server)).isEqualTo(Status.UP);
            assertThat(ready(server)).isEqualTo(Status.UP);
            assertThat(told(readiness(server))).containsEntry("dispatcher", "none");
        }
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsNotWaitedForAndTiesUpOneThread() throws Exception {
        try (InProcessServer server = server()) {
            List<Connection> all = new ArrayList<>();
            for (int i = 0; i < InProcessServer.CONNECTIONS; i++) {
                all.add(server.connection());
            }

            assertThat(IntStream.range(0, 3).mapToObj(i -> ready(server))).containsOnly(Status.DOWN);
            assertThat(String.valueOf(told(readiness(server)).get("database"))).contains("has not answered");
            assertThat(live(server)).isEqualTo(Status.UP);
            assertThat(server.ownThreads()).hasSize(1);

            for (Connection connection : all) {
                connection.close();
            }
            await().until(() -> ready(server) == Status.UP);
        }
    }

    @Test
    void aTableThatIsGoneIsSeenAndSeenAgain() {
        try (InProcessServer server = server()) {
            server.execute("alter table jobs rename to elsewhere");
            assertThat(ready(server)).isEqualTo(Status.DOWN);
            assertThat(Objects.toString(told(readiness(server)).get("database")))
                    .containsIgnoringCase("jobs");

            server.execute("alter table elsewhere rename to jobs");
            assertThat(ready(server)).isEqualTo(Status.UP);
        }
    }

    /** A claim that was answered counts for a while only. */
    @Test
    void soIsOneThatGoesWhileJobsAreHandled() {
        try (InProcessServer server = server(Scripted.class).start()) {
            await().until(() -> told(readiness(server)).containsKey("millisSinceLastClaim"));

            server.execute("alter table jobs rename to elsewhere");
            await().atMost(Duration.ofSeconds(30)).until(() -> ready(server) == Status.DOWN);

            server.execute("alter table elsewhere rename to jobs");
            await().until(() -> ready(server) == Status.UP);
        }
    }
}
