package dev.raquel.cdi.internal.jta;

import jakarta.transaction.TransactionManager;
import jakarta.transaction.UserTransaction;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.hibernate.engine.transaction.jta.platform.internal.AbstractJtaPlatform;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatform;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatformProvider;
import org.jspecify.annotations.Nullable;

/**
 * Tells Hibernate where Payara and GlassFish have their transactions, which it does not find by itself. Hibernate finds
 * this as a service, and asks it for units that do not name a platform; so not on WildFly, which names its own.
 */
public final class GlassFishTransactions implements JtaPlatformProvider {

    private static final String MANAGER = "java:appserver/TransactionManager";

    /** For the service loader. */
    public GlassFishTransactions() {}

    /** The platform, or null on any other server and in Java SE, for Hibernate to look on. */
    @Override
    public @Nullable JtaPlatform getProvidedJtaPlatform() {
        return isHere() ? new Platform() : null;
    }

    private static boolean isHere() {
        try {
            return InitialContext.doLookup(MANAGER) instanceof TransactionManager;
        } catch (NamingException elsewhere) {
            return false;
        }
    }

    private static final class Platform extends AbstractJtaPlatform {

        private static final long serialVersionUID = 1;

        @Override
        protected TransactionManager locateTransactionManager() {
            return (TransactionManager) jndiService().locate(MANAGER);
        }

        @Override
        protected UserTransaction locateUserTransaction() {
            return (UserTransaction) jndiService().locate("java:comp/UserTransaction");
        }
    }
}
