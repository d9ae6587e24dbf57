package dev.raquel.cdi.it.server;

import java.nio.file.Path;
import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;
import org.jspecify.annotations.NullUnmarked;

/** What arquillian.xml says about a Payara. */
@NullUnmarked
public class PayaraConfiguration implements ContainerConfiguration {

    private String home;
    private int portOffset;
    private int jdk;

    /** For Arquillian. */
    public PayaraConfiguration() {}

    @Override
    public void validate() {
        if (home == null) {
            throw new IllegalArgumentException("No home is given for Payara");
        }
    }

    Path home() {
        return Path.of(home);
    }

    int portOffset() {
        return portOffset;
    }

    int jdk() {
        return jdk;
    }

    /** The unpacked distribution. */
    public void setHome(String home) {
        this.home = home;
    }

    /** What is added to each of the usual ports. */
    public void setPortOffset(int portOffset) {
        this.portOffset = portOffset;
    }

    /** The oldest JDK that runs it. */
    public void setJdk(int jdk) {
        this.jdk = jdk;
    }
}
