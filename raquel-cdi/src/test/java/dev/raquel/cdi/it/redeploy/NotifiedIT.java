package dev.raquel.cdi.it.redeploy;

import dev.raquel.cdi.it.server.OnServer;

@OnServer("wildfly")
class NotifiedIT extends NotifiedContract {}
