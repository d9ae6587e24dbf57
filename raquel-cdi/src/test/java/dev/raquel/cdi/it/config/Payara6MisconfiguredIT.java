package dev.raquel.cdi.it.config;

import dev.raquel.cdi.it.server.OnServer;
import org.jboss.arquillian.container.test.api.RunAsClient;

/** Applications with wrong settings on Payara 6. */
@OnServer("payara6")
@RunAsClient
class Payara6MisconfiguredIT extends MisconfiguredIT {}
