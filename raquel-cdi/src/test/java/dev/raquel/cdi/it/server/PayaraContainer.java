package dev.raquel.cdi.it.server;

import java.nio.file.Path;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.container.LifecycleException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.client.protocol.metadata.Servlet;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jspecify.annotations.NullUnmarked;

/**
 * Payara as Arquillian uses it: an unpacked server, started on a JDK that may be another one than that of the tests.
 * Payara's own adapters cannot do that, nor leave its usual ports.
 */
@NullUnmarked
public class PayaraContainer implements DeployableContainer<PayaraConfiguration> {

    private PayaraServer server;

    /** For Arquillian. */
    public PayaraContainer() {}

    @Override
    public Class<PayaraConfiguration> getConfigurationClass() {
        return PayaraConfiguration.class;
    }

    @Override
    public void setup(PayaraConfiguration configuration) {
        server = new PayaraServer(
                Jdk.atLeast(configuration.jdk()).orElseThrow(), configuration.home(), configuration.portOffset());
    }

    @Override
    public void start() throws LifecycleException {
        server.start();
    }

    @Override
    public void stop() throws LifecycleException {
        server.stop();
    }

    @Override
    public ProtocolDescription getDefaultProtocol() {
        return new ProtocolDescription("Servlet 5.0");
    }

    @Override
    public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
        Path file = server.directory().resolve(archive.getName());
        archive.as(ZipExporter.class).exportTo(file.toFile(), true);
        try {
            server.deploy(nameOf(archive), file);
        } catch (IllegalStateException refused) {
            throw new DeploymentException(refused.getMessage(), refused);
        }
        HTTPContext http = new HTTPContext("localhost", server.httpPort());
        http.add(new Servlet("ArquillianServletRunnerEE9", "/" + nameOf(archive)));
        return new ProtocolMetaData().addContext(http);
    }

    @Override
    public void undeploy(Archive<?> archive) {
        server.undeploy(nameOf(archive));
    }

    private static String nameOf(Archive<?> archive) {
        return archive.getName().replaceFirst("\\.[we]ar$", "");
    }
}
