package dev.raquel.cdi.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.testing.PostgresDatabase;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * The service of an application that does not have it injected, and handles nothing: its node is made, but never
 * started.
 */
class PostgresLookedUpTest {

    private static final Map<String, String> NOTIFIED = Map.of("raquel.notify-nodes", "true");

    @Test
    void undeploymentEndsItsThreads() {
        try (InProcessServer server = new InProcessServer(NOTIFIED, PostgresDatabase.fresh())) {
            server.start();
            server.raquel().enqueue("unhandled", "");

            server.undeploy();

            assertThat(server.ownThreads()).isEmpty();
        }
    }

    @Test
    void undeploymentEndsTheThreadsOfADeploymentThatHasFailedBeforeItsStart() {
        try (InProcessServer server = new InProcessServer(NOTIFIED, PostgresDatabase.fresh(), Scripted.class)) {
            server.raquel().enqueue("unhandled", "");

            server.undeploy();

            assertThat(server.ownThreads()).isEmpty();
        }
    }

    @Test
    void undeploymentWaitsForAsynchronousOperations() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        AtomicBoolean undeployed = new AtomicBoolean();
        AtomicBoolean endedBefore = new AtomicBoolean();
        try (InProcessServer server = new InProcessServer(Map.of(), PostgresDatabase.fresh())) {
            server.start();
            server.raquel().async().enqueue("unhandled", "").thenRun(() -> {
                began.countDown();
                try {
                    interrupted.set(!new CountDownLatch(1).await(1, TimeUnit.SECONDS) && Thread.interrupted());
                } catch (InterruptedException stopped) {
                    interrupted.set(true);
                }
                endedBefore.set(!undeployed.get());
            });
            assertThat(began.await(20, TimeUnit.SECONDS)).isTrue();

            server.undeploy();
            undeployed.set(true);

            assertThat(endedBefore).isTrue();
            assertThat(interrupted).isFalse();
        }
    }
}
