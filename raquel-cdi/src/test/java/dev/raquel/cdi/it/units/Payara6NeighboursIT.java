package dev.raquel.cdi.it.units;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.cdi.it.server.OnServer;
import java.net.http.HttpResponse;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;

/** Two applications on Payara 6, and what its MicroProfile Health tells about one. */
@OnServer("payara6")
@RunAsClient
class Payara6NeighboursIT extends NeighboursIT {

    @Test
    void itsHealthIsTold() throws Exception {
        with("alpha", () -> {
            handlesWhatItOrders("alpha", "first");

            assertUp("/health/live", "raquel-dispatcher");
            assertUp("/health/ready", "raquel");
        });
    }

    private void assertUp(String path, String check) throws Exception {
        HttpResponse<String> health = read(path);

        assertThat(health.statusCode()).as(health.body()).isEqualTo(200);
        assertThat(health.body().replaceAll("\\s", ""))
                .contains("\"name\":\"" + check + "\"")
                .contains("\"dispatcher\":\"running\"")
                .doesNotContain("DOWN");
    }
}
