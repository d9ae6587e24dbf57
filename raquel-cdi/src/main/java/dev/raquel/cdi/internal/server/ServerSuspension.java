package dev.raquel.cdi.internal.server;

import dev.raquel.internal.dispatch.Dispatcher;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.Set;
import javax.management.AttributeChangeNotification;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.Notification;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Suspends the dispatcher while the server is suspended: WildFly then takes no requests either, and tells so by JMX.
 * Other servers know nothing like that, and are not asked.
 */
public final class ServerSuspension implements NotificationListener, AutoCloseable {

    private static final Logger LOG = System.getLogger("dev.raquel");
    private static final String STATE = "RunningState";
    private static final Set<String> SUSPENDED = Set.of("pre-suspend", "suspending", "suspended");

    private final Dispatcher dispatcher;
    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    private boolean suspended;
    private boolean told;

    private ServerSuspension(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /** Watches the server until this is closed. To be called before the dispatcher is started. */
    public static ServerSuspension watch(Dispatcher dispatcher) {
        ServerSuspension suspension = new ServerSuspension(dispatcher);
        suspension.watch();
        return suspension;
    }

    private void watch() {
        try {
            if (beans.isRegistered(server())) {
                beans.addNotificationListener(server(), this, null, null);
                beginIn(String.valueOf(beans.getAttribute(server(), STATE)));
            }
        } catch (JMException | RuntimeException unknown) {
            LOG.log(
                    Level.WARNING,
                    "The server does not tell whether it is suspended; jobs are claimed all the same",
                    unknown);
        }
    }

    @Override
    public void handleNotification(Notification notification, @Nullable Object handback) {
        if (notification instanceof AttributeChangeNotification change
                && change.getAttributeName().equals(STATE)) {
            isIn(String.valueOf(change.getNewValue()));
        }
    }

    /** What was asked for may be older than what was told meanwhile. */
    private synchronized void beginIn(String state) {
        if (!told) {
            turnTo(state);
        }
    }

    private synchronized void isIn(String state) {
        told = true;
        turnTo(state);
    }

    private void turnTo(String state) {
        boolean now = SUSPENDED.contains(state);
        if (now == suspended) {
            return;
        }
        suspended = now;
        if (now) {
            dispatcher.suspend();
            LOG.log(Level.INFO, "The server is being suspended: no more jobs are claimed; those that run go on");
        } else {
            dispatcher.resume();
            LOG.log(Level.INFO, "The server goes on: jobs are claimed again");
        }
    }

    @Override
    public void close() {
        try {
            if (beans.isRegistered(server())) {
                beans.removeNotificationListener(server(), this);
            }
        } catch (InstanceNotFoundException gone) {
            LOG.log(Level.DEBUG, "The server has ended before we did", gone);
        } catch (JMException neverListened) {
            LOG.log(Level.DEBUG, "The server was not listened to", neverListened);
        }
    }

    private static ObjectName server() throws MalformedObjectNameException {
        return new ObjectName("jboss.root:type=state");
    }
}
