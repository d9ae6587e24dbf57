package dev.raquel.cdi.it;

import dev.raquel.cdi.it.contract.ServerContract;
import dev.raquel.cdi.it.server.Application;
import dev.raquel.cdi.it.server.OnServer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Payara 6, with Hibernate 6.6 in the WAR. */
@OnServer("payara6")
class Payara6IT extends ServerContract {

    @Deployment
    static WebArchive application() {
        return Application.war();
    }

    @Override
    protected String hibernate() {
        return "6.6.";
    }
}
