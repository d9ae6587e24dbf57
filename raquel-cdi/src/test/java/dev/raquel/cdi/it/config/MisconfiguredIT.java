package dev.raquel.cdi.it.config;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.raquel.cdi.it.server.OnServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Applications whose settings cannot be meant do not deploy, and say why. */
@OnServer("wildfly")
@RunAsClient
@NullUnmarked
class MisconfiguredIT {

    @Deployment(name = "misspelt", managed = false, testable = false)
    static WebArchive misspelt() {
        return ConfiguredApplication.war(
                "misspelt.war", "raquel.pol-interval = PT1S\nraquel.queue.crowd.concurrency = plenty\n");
    }

    @Deployment(name = "no-executor", managed = false, testable = false)
    static WebArchive noExecutor() {
        return ConfiguredApplication.war("no-executor.war", "raquel.executor = java:comp/Nobody\n");
    }

    @Test
    void misspeltNamesAndSenselessValues(@ArquillianResource Deployer deployer) {
        String told = failureOf(deployer, "misspelt");

        assertTold(told, "RAQUEL-020: There is no setting raquel.pol-interval (it is 'PT1S' by ");
        assertTold(told, "Write raquel.poll-interval");
        assertTold(told, "RAQUEL-014: raquel.queue.crowd.concurrency is 'plenty'");
    }

    @Test
    void anExecutorThatDoesNotExist(@ArquillianResource Deployer deployer) {
        assertTold(failureOf(deployer, "no-executor"), "RAQUEL-022: raquel.executor is 'java:comp/Nobody'");
    }

    private static String failureOf(Deployer deployer, String application) {
        Exception failure = assertThrows(Exception.class, () -> deployer.deploy(application));
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static void assertTold(String told, String what) {
        assertTrue(told.contains(what), () -> "'" + what + "' is not in: " + told);
    }
}
