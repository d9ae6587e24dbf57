package dev.raquel.cdi.it.units;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.cdi.it.server.OnServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Web applications with two persistence units, or none. */
@OnServer("wildfly")
@RunAsClient
@NullUnmarked
class UnitsIT extends UnitsContract {

    @Deployment(name = "named", managed = false, testable = false)
    static WebArchive named() {
        return Applications.named();
    }

    @Deployment(name = "marked", managed = false, testable = false)
    static WebArchive marked() {
        return Applications.marked();
    }

    @Deployment(name = "undecided", managed = false, testable = false)
    static WebArchive undecided() {
        return Applications.undecided();
    }

    @Deployment(name = "nounit", managed = false, testable = false)
    static WebArchive noUnit() {
        return Applications.noUnit();
    }

    @Deployment(name = "unused", managed = false, testable = false)
    static WebArchive unused() {
        return Applications.unused();
    }

    @Test
    void theUnitThatIsNamedHoldsTheJobsAndTheOtherOneStaysAsItIs() throws Exception {
        with("named", () -> handlesWhatItOrders("named", "first"));
    }

    @Test
    void theUnitThatTheApplicationMarksHoldsTheJobs() throws Exception {
        with("marked", () -> handlesWhatItOrders("marked", "first"));
    }

    @Test
    void amongTwoUnitsNoneIsGuessed() {
        assertThatDeploying("undecided")
                .contains("RAQUEL-031: 2 of the application's persistence units hold jobs:"
                        + " 'orders', 'reports'. Say which is meant");
    }

    @Test
    void withoutAUnitTheErrorTellsTheRemedy() {
        assertThatDeploying("nounit")
                .contains("RAQUEL-030: None of the application's persistence units holds jobs: add");
    }

    @Test
    void whoDoesNotUseTheLibraryNeedsNoUnit() throws Exception {
        with("unused", () -> {});
    }

    /** What is said to whoever deploys it. */
    private org.assertj.core.api.AbstractStringAssert<?> assertThatDeploying(String deployment) {
        Throwable refused = Assertions.catchThrowable(() -> deployer.deploy(deployment));
        assertThat(refused).as(deployment + " is refused").isNotNull();
        StringWriter text = new StringWriter();
        refused.printStackTrace(new PrintWriter(text));
        return assertThat(text.toString());
    }
}
