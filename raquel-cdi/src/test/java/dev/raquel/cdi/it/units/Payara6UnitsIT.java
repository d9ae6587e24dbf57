package dev.raquel.cdi.it.units;

import dev.raquel.cdi.it.server.OnServer;
import org.jboss.arquillian.container.test.api.RunAsClient;

/** Web applications on Payara 6. */
@OnServer("payara6")
@RunAsClient
class Payara6UnitsIT extends UnitsIT {}
