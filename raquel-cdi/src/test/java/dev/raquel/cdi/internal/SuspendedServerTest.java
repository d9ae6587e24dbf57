package dev.raquel.cdi.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.raquel.DispatcherState.Phase;
import dev.raquel.cdi.internal.start.DispatcherLifecycle;
import dev.raquel.testing.H2Database;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.AttributeChangeNotification;
import javax.management.ListenerNotFoundException;
import javax.management.NotificationBroadcasterSupport;
import javax.management.NotificationFilter;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that tells by JMX whether it is suspended, as WildFly does. */
class SuspendedServerTest {

    private final State state = new State();
    private final InProcessServer server = new InProcessServer(H2Database.fresh(), Scripted.class);

    @BeforeEach
    void register() throws Exception {
        ManagementFactory.getPlatformMBeanServer().registerMBean(state, State.NAME);
    }

    @AfterEach
    void unregister() throws Exception {
        server.close();
        ManagementFactory.getPlatformMBeanServer().unregisterMBean(State.NAME);
    }

    @Test
    void suspendsAndResumes() {
        server.start();
        assertThat(phase()).isEqualTo(Phase.RUNNING);

        state.turnTo("suspending");
        assertThat(phase()).isEqualTo(Phase.SUSPENDED);

        state.turnTo("normal");
        assertThat(phase()).isEqualTo(Phase.RUNNING);

        server.undeploy();
        assertThat(state.listeners).hasValue(0);
    }

    @Test
    void whatIsToldGoesBeforeWhatWasAskedForEarlier() {
        state.turnsWhileItAnswers = "normal";
        state.running = "suspended";

        server.start();

        assertThat(phase()).isEqualTo(Phase.RUNNING);
    }

    @Test
    void aStartThatFailsLeavesNeitherThreadNorListener() {
        server.refuseThreadsAfter(1);

        assertThatThrownBy(server::start).hasMessageContaining("no more threads");

        assertThat(state.listeners).hasValue(0);
        await().until(() -> server.ownThreads().isEmpty());
        server.bean(DispatcherLifecycle.class).stop();
    }

    private Phase phase() {
        return server.bean(RaquelNode.class).dispatcher().orElseThrow().state().phase();
    }

    /** What is asked by JMX. */
    public interface StateMBean {
        String getRunningState();
    }

    /** What a WildFly says of itself. */
    public static final class State extends NotificationBroadcasterSupport implements StateMBean {

        private static final ObjectName NAME = name();

        private final AtomicInteger listeners = new AtomicInteger();
        private volatile String running = "normal";
        private volatile String turnsWhileItAnswers = "";

        private static ObjectName name() {
            try {
                return new ObjectName("jboss.root:type=state");
            } catch (javax.management.MalformedObjectNameException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public String getRunningState() {
            String answer = running;
            if (!turnsWhileItAnswers.isEmpty()) {
                turnTo(turnsWhileItAnswers);
            }
            return answer;
        }

        void turnTo(String next) {
            String last = running;
            running = next;
            sendNotification(new AttributeChangeNotification(
                    NAME, 1, 1, "changed", "RunningState", String.class.getName(), last, next));
        }

        @Override
        public void addNotificationListener(NotificationListener listener, NotificationFilter filter, Object handback) {
            super.addNotificationListener(listener, filter, handback);
            listeners.incrementAndGet();
        }

        @Override
        public void removeNotificationListener(NotificationListener listener) throws ListenerNotFoundException {
            super.removeNotificationListener(listener);
            listeners.decrementAndGet();
        }
    }
}
