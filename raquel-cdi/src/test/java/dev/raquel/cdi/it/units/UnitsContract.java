package dev.raquel.cdi.it.units;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.NullUnmarked;

/** Deploys applications one after the other, uses them as browsers do, and looks at their database. */
@NullUnmarked
abstract class UnitsContract {

    private final HttpClient browser = HttpClient.newHttpClient();

    @ArquillianResource
    Deployer deployer;

    @ArquillianResource
    @OperateOnDeployment("probe")
    URL probe;

    @Deployment(name = "probe", testable = false, order = 1)
    static WebArchive probe() {
        return Applications.probe();
    }

    /** While an application is there. */
    void with(String deployment, Use use) throws Exception {
        deployer.deploy(deployment);
        try {
            use.run();
        } finally {
            deployer.undeploy(deployment);
        }
    }

    /** Orders something, with jobs that handlers of this queue run. */
    int order(String context, String queue, String text, int jobs, boolean fail) throws Exception {
        String query = "?queue=%s&text=%s&jobs=%d%s"
                .formatted(queue, URLEncoder.encode(text, UTF_8), jobs, fail ? "&fail" : "");
        return get("/" + context + "/order" + query);
    }

    /** What an application has to do that takes orders and handles this queue: in one transaction, or not at all. */
    void handlesWhatItOrders(String context, String queue) throws Exception {
        String text = unique();
        assertThat(order(context, queue, text, 2, false)).isEqualTo(200);
        assertThat(Databases.count("effect where text = 'ordered " + text + "'"))
                .isEqualTo(1);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(jobs(text)).containsExactly("success", "success"));
        assertThat(Databases.count("effect where text like 'handled " + text + "%'"))
                .isEqualTo(2);

        String refused = unique();
        assertThat(order(context, queue, refused, 2, true)).isEqualTo(500);
        assertThat(Databases.count("effect where text = 'ordered " + refused + "'"))
                .isZero();
        assertThat(Databases.count("jobs where payload like '" + refused + "%'"))
                .isZero();
    }

    /** What has become of the jobs of an order, and why. */
    private static List<String> jobs(String text) {
        return Databases.find(
                "select status || coalesce(': ' || error || error_trace, '') from jobs where payload like '" + text
                        + "%'");
    }

    static String unique() {
        return UUID.randomUUID().toString();
    }

    private int get(String path) throws IOException, InterruptedException, URISyntaxException {
        return read(path).statusCode();
    }

    /** What the server answers at a path. */
    HttpResponse<String> read(String path) throws IOException, InterruptedException, URISyntaxException {
        URI uri = new URI("http", null, probe.getHost(), probe.getPort(), null, null, null).resolve(path);
        return browser.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** What a test does with an application. */
    interface Use {
        void run() throws Exception;
    }
}
