package dev.raquel.cdi.it.server;

import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.core.spi.LoadableExtension;

/** Offers Payara to Arquillian where a run is on Payara: there may be one kind of server only. */
public class PayaraExtension implements LoadableExtension {

    /** For Arquillian. */
    public PayaraExtension() {}

    @Override
    public void register(ExtensionBuilder builder) {
        if (System.getProperty("arquillian.launch", "").startsWith("payara")) {
            builder.service(DeployableContainer.class, PayaraContainer.class);
        }
    }
}
