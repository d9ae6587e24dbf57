package dev.raquel.cdi.it.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.cdi.it.server.OnServer;
import dev.raquel.cdi.it.units.application.FirstHandler;
import dev.raquel.cdi.it.units.application.SecondHandler;
import dev.raquel.cdi.it.units.application.SharedHandler;
import java.time.Duration;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Two applications on one server that share a table: each has a queue of its own, and both handle a third. */
@OnServer("wildfly")
@RunAsClient
@NullUnmarked
class NeighboursIT extends UnitsContract {

    private static final int MANY = 400;

    @Deployment(name = "alpha", managed = false, testable = false)
    static WebArchive alpha() {
        return Applications.war("alpha.war", FirstHandler.class, SharedHandler.class);
    }

    @Deployment(name = "beta", managed = false, testable = false)
    static WebArchive beta() {
        return Applications.war("beta.war", SecondHandler.class, SharedHandler.class);
    }

    @Test
    void eachHandlesItsOwnAndBothShareAQueueUntilOneLeaves() throws Exception {
        with("beta", () -> {
            String text = unique();
            with("alpha", () -> {
                handlesWhatItOrders("alpha", "first");
                handlesWhatItOrders("beta", "second");
                order("alpha", "shared", text + " from alpha", MANY, false);
                order("beta", "shared", text + " from beta", MANY, false);
                await("both take part")
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> applications(text).equals(List.of("alpha", "beta")));
            });

            assertThat(nodesThatHandled(text))
                    .as("each application is a node of its own")
                    .hasSize(2);
            order("beta", "shared", text + " afterwards", 1, false);
            await("the other one goes on")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> Databases.count("effect where text like 'handled " + text + "%'") == 2 * MANY + 1);
            assertThat(Databases.count(
                            "jobs where payload like '" + text + "%' and status = 'success' and failures = 0"))
                    .isEqualTo(2 * MANY + 1);
        });
    }

    private static List<String> applications(String text) {
        return Databases.find(
                "select distinct application from effect where text like 'handled " + text + "%' order by application");
    }

    /** Claim tokens without what differs for each claim of a node. */
    private static List<String> nodesThatHandled(String text) {
        return Databases.find("select distinct regexp_replace(claimed_by, '-[^-]*$', '') from jobs where payload like '"
                + text + "%' and status = 'success'");
    }
}
