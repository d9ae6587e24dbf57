package dev.raquel.cdi.it.config;

import dev.raquel.cdi.it.server.OnServer;

/** An application with settings on Payara 6. */
@OnServer("payara6")
class Payara6ConfigIT extends ConfigIT {}
