package dev.raquel.cdi.it;

import dev.raquel.cdi.it.contract.ServerContract;
import dev.raquel.cdi.it.server.Application;
import dev.raquel.cdi.it.server.OnServer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** WildFly, with its own Hibernate. */
@OnServer("wildfly")
class WildFlyIT extends ServerContract {

    @Deployment
    static WebArchive application() {
        return Application.war();
    }

    @Override
    protected String hibernate() {
        return "6.6.";
    }
}
