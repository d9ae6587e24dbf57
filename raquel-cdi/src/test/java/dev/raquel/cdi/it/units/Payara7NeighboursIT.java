package dev.raquel.cdi.it.units;

import dev.raquel.cdi.it.server.OnServer;
import org.jboss.arquillian.container.test.api.RunAsClient;

/** Two applications on Payara 7. */
@OnServer(value = "payara7", jdk = 21)
@RunAsClient
class Payara7NeighboursIT extends NeighboursIT {}
