package dev.raquel.cdi.it.redeploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * An application that polls twice an hour is told of jobs by notifications, through the server's own pool and driver.
 */
@RunAsClient
@NullUnmarked
abstract class NotifiedContract {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String APPLICATION = "application";
    private static final Books BOOKS = new Books();

    @ArquillianResource
    Deployer deployer;

    @Deployment(name = APPLICATION, managed = false, testable = false)
    static WebArchive application() {
        return Archives.notifiedApplication(BOOKS.database());
    }

    @AfterAll
    static void close() {
        BOOKS.close();
    }

    @Test
    void jobsAreHandledAsTheyAreToldOfAndTheConnectionGoesWithTheApplication() {
        deployer.deploy(APPLICATION);
        await().atMost(LONG).until(() -> BOOKS.listeners() == 1);
        for (int told = 1; told <= 3; told++) {
            enqueueAndTell();
            awaitHandled(2 * told);
        }

        deployer.undeploy(APPLICATION);
        await().atMost(LONG).until(() -> BOOKS.listeners() == 0);
        assertThat(BOOKS.forgottenTransactions()).isZero();
    }

    private static void enqueueAndTell() {
        BOOKS.enqueue(0, "");
        BOOKS.database().execute("select pg_notify('raquel.public.jobs', '')");
    }

    private static void awaitHandled(int jobs) {
        await().atMost(LONG).until(() -> BOOKS.jobs("status = 'success'") == jobs);
    }
}
