package dev.raquel.cdi.it.config;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.RaquelService;
import dev.raquel.cdi.it.server.OnServer;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** An application that brings its settings along in microprofile-config.properties. The tests run inside. */
@OnServer("wildfly")
@NullUnmarked
class ConfigIT {

    private static final String SETTINGS = """
            raquel.node-name = blue
            raquel.table = configured_jobs
            raquel.queue.crowd.concurrency = 12
            raquel.queue.slow.transaction-timeout = PT1S
            raquel.queue.resting.paused = true
            """;

    @Inject
    RaquelService raquel;

    @Resource(lookup = "java:app/jdbc/crowd")
    DataSource data;

    @Deployment
    static WebArchive application() {
        return ConfiguredApplication.war("configured.war", SETTINGS);
    }

    @Test
    void theNodesNameAndTheTablesAreTheConfiguredOnes() throws Exception {
        JobInfo job = raquel.enqueue("quick", "");
        await().pollInSameThread().until(() -> status(job) == JobStatus.SUCCESS);

        try (var connection = data.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select claimed_by from configured_jobs where id = '" + job.id() + "'")) {
            assertTrue(rows.next());
            assertTrue(rows.getString(1).startsWith("blue-"), rows.getString(1));
        }
    }

    /** The server's default executor would run four of them, on a machine with two cores. */
    @Test
    void asManyHandlersRunAtATimeAsTheConfigurationSays() {
        List<JobInfo> jobs = Stream.generate(() -> raquel.enqueue("crowd", ""))
                .limit(Crowd.SIZE)
                .toList();

        await().pollInSameThread()
                .atMost(Duration.ofSeconds(40))
                .until(() -> jobs.stream().allMatch(job -> status(job) == JobStatus.SUCCESS));
        jobs.forEach(job -> assertEquals(1, raquel.get(job.id()).orElseThrow().attempts()));
    }

    @Test
    void theTransactionEndsWhenTheConfigurationSays() {
        JobInfo job = raquel.enqueue("slow", "");

        await().pollInSameThread()
                .atMost(Duration.ofSeconds(20))
                .until(() -> raquel.get(job.id()).orElseThrow().failures() > 0);
        JobInfo failed = raquel.get(job.id()).orElseThrow();
        assertTrue(failed.error().contains("timeout"), failed.error());
        raquel.cancel(job.id());
    }

    @Test
    void aPausedQueueIsLeftAlone() {
        JobInfo paused = raquel.enqueue("resting", "");
        for (int i = 0; i < 3; i++) {
            JobInfo other = raquel.enqueue("quick", "");
            await().pollInSameThread().until(() -> status(other) == JobStatus.SUCCESS);
        }

        assertEquals(JobStatus.QUEUED, status(paused));
        assertEquals(1, raquel.drain("resting"));
        assertEquals(JobStatus.SUCCESS, status(paused));
    }

    private JobStatus status(JobInfo job) {
        return raquel.get(job.id()).orElseThrow().status();
    }
}
