package dev.raquel.cdi.it.redeploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.cdi.it.redeploy.application.Work;
import dev.raquel.cdi.it.server.OnServer;
import java.io.IOException;
import java.sql.Connection;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.as.arquillian.container.ManagementClient;
import org.jboss.dmr.ModelNode;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** WildFly is suspended and resumed by its administrator. The application looks for jobs each 200 ms at the latest. */
@OnServer("wildfly")
@RunAsClient
@NullUnmarked
class SuspensionIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration MANY_LOOKS = Duration.ofSeconds(2);
    private static final String APPLICATION = "application";
    private static final Books BOOKS = new Books();

    @ArquillianResource
    Deployer deployer;

    @ArquillianResource
    @OperateOnDeployment("observer")
    ManagementClient server;

    @Deployment(name = "observer", testable = false, order = 1)
    static WebArchive observer() {
        return Archives.observer();
    }

    @Deployment(name = APPLICATION, managed = false, testable = false)
    static WebArchive application() {
        return Archives.application(BOOKS.database());
    }

    @AfterEach
    void goOnAndUndeploy() throws IOException {
        administer("resume");
        deployer.undeploy(APPLICATION);
        BOOKS.database().execute("delete from jobs");
    }

    @AfterAll
    static void close() {
        BOOKS.close();
    }

    @Test
    void whatRunsIsSettledAndWhatComesWaitsUntilTheServerGoesOn() throws Exception {
        deployer.deploy(APPLICATION);
        try (Connection barrier = BOOKS.holdUpEffects()) {
            BOOKS.enqueue(0, "");
            await("both handlers wait at the barrier").atMost(LONG).until(() -> BOOKS.heldUp() == 2);

            administer("suspend");
            BOOKS.enqueue(0, "");
            barrier.rollback();
        }
        await().atMost(LONG).until(() -> BOOKS.jobs("status = 'success' and attempts = 1") == 2);
        nothingMoreIsClaimed();

        administer("resume");
        await().atMost(LONG).until(() -> BOOKS.jobs("status = 'success' and attempts = 1") == 4);
        assertThat(BOOKS.count("effect_" + Work.INSIDE + " join jobs on job = id"))
                .isEqualTo(2);
        assertThat(BOOKS.count("effect_" + Work.OUTSIDE + " join jobs on job = id"))
                .isEqualTo(2);
    }

    @Test
    void anApplicationThatIsDeployedMeanwhileWaitsToo() throws Exception {
        BOOKS.enqueue(0, "");
        administer("suspend");
        deployer.deploy(APPLICATION);

        nothingMoreIsClaimed();

        administer("resume");
        await().atMost(LONG).until(() -> BOOKS.jobs("status = 'success' and attempts = 1") == 2);
    }

    private static void nothingMoreIsClaimed() {
        await("two jobs wait")
                .during(MANY_LOOKS)
                .atMost(LONG)
                .until(() -> BOOKS.jobs("status = 'queued' and claimed_by is null") == 2);
    }

    private void administer(String operation) throws IOException {
        ModelNode request = new ModelNode();
        request.get("operation").set(operation);
        request.get("address").setEmptyList();
        ModelNode answer = server.getControllerClient().execute(request);
        assertThat(answer.get("outcome").asString()).as(answer.toString()).isEqualTo("success");
    }
}
