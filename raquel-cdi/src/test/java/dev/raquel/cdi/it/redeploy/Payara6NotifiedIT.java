package dev.raquel.cdi.it.redeploy;

import dev.raquel.cdi.it.server.OnServer;

@OnServer("payara6")
class Payara6NotifiedIT extends NotifiedContract {}
