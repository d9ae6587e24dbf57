package dev.raquel.cdi.it.redeploy;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.raquel.cdi.it.redeploy.application.Work;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** An application comes and goes while there are jobs all the time; what it leaves behind is counted. */
@RunAsClient
@NullUnmarked
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class RedeployContract {

    private static final int TIMES = 10;
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String APPLICATION = "application";
    private static final Books BOOKS = new Books();

    private final HttpClient browser = HttpClient.newHttpClient();

    @ArquillianResource
    Deployer deployer;

    @ArquillianResource
    @OperateOnDeployment("observer")
    URL observer;

    @Deployment(name = "observer", testable = false, order = 1)
    static WebArchive observer() {
        return Archives.observer();
    }

    @Deployment(name = APPLICATION, managed = false, testable = false)
    static WebArchive application() {
        return Archives.application(BOOKS.database());
    }

    @AfterAll
    static void close() {
        BOOKS.close();
    }

    @Test
    @Order(1)
    void nothingIsLeftBehindAndNoJobIsLostOrCountedTwice() throws Exception {
        Load load = Load.on(BOOKS);
        try (load) {
            for (int i = 0; i < TIMES; i++) {
                deployer.deploy(APPLICATION);
                undeployAmidWork();
            }
        }
        assertThat(load.forgottenTransactions()).isZero();

        deployer.deploy(APPLICATION);
        await().atMost(LONG).until(() -> BOOKS.jobs("status <> 'success'") == 0);
        deployer.undeploy(APPLICATION);

        nothingIsLeft();
        eachJobIsDoneAndCountedOnce();
    }

    /** Those of the applications that the other test has deployed. */
    @Test
    @Order(2)
    void noClassLoaderIsLeftBehind() {
        assumeTrue(tellsWhoHoldsClassLoaders(), "Not counted here: whether this server holds them itself is not known");

        await().atMost(LONG)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> look("classloaders").size() <= 1);
    }

    /** Whether a class loader that is left behind is our doing. */
    boolean tellsWhoHoldsClassLoaders() {
        return true;
    }

    private void undeployAmidWork() throws Exception {
        long before = BOOKS.jobs("status = 'success'");
        await().atMost(LONG)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> BOOKS.jobs("status = 'success'") > before + 10
                        && BOOKS.jobs("status = 'claimed' and queue = '" + Work.INSIDE + "'") > 0
                        && BOOKS.jobs("status = 'claimed' and queue = '" + Work.OUTSIDE + "'") > 0);
        assertThat(look("threads")).contains("raquel-claims", "raquel-duties");

        deployer.undeploy(APPLICATION);

        nothingIsLeft();
    }

    private void nothingIsLeft() throws Exception {
        assertThat(BOOKS.jobs("status = 'claimed'")).as("claims").isZero();
        assertThat(BOOKS.preparedTransactions()).as("prepared transactions").isZero();
        assertThat(look("threads")).as("threads").isEmpty();
        // PostgreSQL takes a moment to notice that a connection is closed.
        await("connections").atMost(LONG).until(() -> BOOKS.connections() == 0);
    }

    private static void eachJobIsDoneAndCountedOnce() {
        assertThat(BOOKS.jobs("true")).isGreaterThan(200);
        assertThat(BOOKS.jobs("attempts <> failures + 1"))
                .as("attempts too many")
                .isZero();
        assertThat(BOOKS.jobs("failures <> case when payload like '%" + Load.FAILURE + "' then 1 else 0 end"))
                .as("failures that no handler has thrown")
                .isZero();
        assertThat(BOOKS.jobs("failures > 0 and error not like '%" + Load.FAILURE + "%'"))
                .as("other errors")
                .isZero();
        assertThat(BOOKS.count("effect_" + Work.INSIDE)).isEqualTo(BOOKS.jobs("queue = '" + Work.INSIDE + "'"));
        assertThat(BOOKS.jobs("queue = '" + Work.OUTSIDE + "' and (select count(*) from effect_" + Work.OUTSIDE
                        + " where job = id) <> attempts"))
                .as("without a transaction, jobs whose work was done another number of times than they have attempts")
                .isZero();
    }

    /** What the observer sees. */
    private List<String> look(String where) throws IOException, InterruptedException {
        HttpResponse<String> answer = browser.send(
                HttpRequest.newBuilder(URI.create(observer + where)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body().lines().filter(not(String::isBlank)).toList();
    }
}
