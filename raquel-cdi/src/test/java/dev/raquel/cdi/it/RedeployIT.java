package dev.raquel.cdi.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * An application comes, whose web.xml allows no search for annotations, and goes; another one, which stays, looks at the
 * server's threads.
 */
@ExtendWith(ArquillianExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@NullUnmarked
class RedeployIT {

    private static final String WEB_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0" metadata-complete="true"/>
            """;

    @Deployment(name = "observer", order = 1)
    static WebArchive observer() {
        return ShrinkWrap.create(WebArchive.class, "observer.war");
    }

    @Deployment(name = "accounts", managed = false, testable = false)
    static WebArchive accounts() {
        return Application.war("accounts.war").addAsWebInfResource(new StringAsset(WEB_XML), "web.xml");
    }

    @Test
    @Order(1)
    @RunAsClient
    void deploy(@ArquillianResource Deployer deployer) {
        deployer.deploy("accounts");
    }

    @Test
    @Order(2)
    @OperateOnDeployment("observer")
    void theDispatcherRuns() {
        assertEquals(List.of("raquel-claims", "raquel-duties"), ourThreads());
    }

    @Test
    @Order(3)
    @RunAsClient
    void undeploy(@ArquillianResource Deployer deployer) {
        deployer.undeploy("accounts");
    }

    @Test
    @Order(4)
    @OperateOnDeployment("observer")
    void noThreadOfOursStaysBehind() {
        assertEquals(List.of(), ourThreads());
    }

    private static List<String> ourThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("raquel-"))
                .sorted()
                .toList();
    }
}
