package dev.raquel.cdi.it.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.cdi.it.server.OnServer;
import dev.raquel.cdi.it.units.application.TrailingNote;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Applications of several modules. */
@OnServer("wildfly")
@RunAsClient
@NullUnmarked
class EarIT extends UnitsContract {

    @Deployment(name = "inwar", managed = false, testable = false)
    static EnterpriseArchive inWar() {
        return Applications.earWithTheUnitInTheWar();
    }

    @Deployment(name = "inlib", managed = false, testable = false)
    static EnterpriseArchive inLib() {
        return Applications.earWithTheUnitInLib();
    }

    @Deployment(name = "deep", managed = false, testable = false)
    static EnterpriseArchive deep() {
        return Applications.earWithTheLibraryInTheWar();
    }

    @Test
    void theLibraryInLibFindsTheUnitOfAWebApplication() throws Exception {
        with("inwar", () -> {
            handlesWhatItOrders("inwar-web", "first");
            usesWhatTheModuleHas("inwar-web");
        });
    }

    @Test
    void allModulesShareTheLibraryAndTheUnitInLib() throws Exception {
        with("inlib", () -> {
            handlesWhatItOrders("inlib-web", "first");
            handlesWhatItOrders("inlib-web", "second");
            usesWhatTheModuleHas("inlib-web");
        });
    }

    @Test
    void theLibraryAndTheUnitInAWebApplicationOfAnEar() throws Exception {
        with("deep", () -> handlesWhatItOrders("deep-web", "first"));
    }

    /** Its way to write payloads, and its observers of what has become of jobs. */
    private void usesWhatTheModuleHas(String context) throws Exception {
        String text = unique();
        order(context, "first", text, 1, false);

        assertThat(Databases.find("select payload from jobs where payload like '" + text + "%'"))
                .containsExactly(text + " 0" + TrailingNote.NOTE);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                Databases.find("select text from effect where text like 'succeeded: " + text + "%'"))
                        .containsExactly("succeeded: " + text + " 0" + TrailingNote.NOTE));
    }
}
