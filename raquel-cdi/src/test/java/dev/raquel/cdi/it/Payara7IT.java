package dev.raquel.cdi.it;

import dev.raquel.cdi.it.contract.ServerContract;
import dev.raquel.cdi.it.server.Application;
import dev.raquel.cdi.it.server.OnServer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Payara 7, with Hibernate 7 in the WAR, on a JDK that it takes. */
@OnServer(value = "payara7", jdk = 21)
class Payara7IT extends ServerContract {

    @Deployment
    static WebArchive application() {
        return Application.war();
    }

    @Override
    protected String hibernate() {
        return "7.";
    }
}
