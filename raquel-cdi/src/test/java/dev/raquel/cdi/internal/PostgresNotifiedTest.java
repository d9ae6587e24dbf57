package dev.raquel.cdi.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.testing.PostgresDatabase;
import dev.raquel.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * An application whose nodes notify each other, over JTA. The other node is whoever speaks and listens by plain SQL.
 */
class PostgresNotifiedTest {

    private static final String CHANNEL = "raquel.public.jobs";

    private final TestDatabase database = PostgresDatabase.fresh();

    @Test
    void aCommitIsToldToOthersAndARollbackIsNot() throws Exception {
        try (InProcessServer server = started(Map.of());
                Connection other = listening()) {
            server.user().begin();
            server.raquel().enqueue("rolled.back", "");
            server.user().rollback();
            server.user().begin();
            server.raquel().enqueue("committed", "");
            server.user().commit();

            assertThat(heard(other)).singleElement().asString().endsWith("&queue=committed");
        }
    }

    @Test
    void soIsOneOfAnApplicationThatHandlesNothing() throws Exception {
        try (InProcessServer server = started(Map.of("raquel.dispatch", "false"));
                Connection other = listening()) {
            server.raquel().enqueue(Scripted.QUEUE, "");

            assertThat(heard(other)).singleElement().asString().endsWith("&queue=" + Scripted.QUEUE);
            assertThat(server.ownThreads()).extracting(Thread::getName).noneMatch("raquel-notified"::equals);
        }
    }

    @Test
    void whatOthersTellIsHandledAtOnce() throws Exception {
        try (InProcessServer server = started(Map.of())) {
            await().until(() -> server.count("pg_stat_activity where query like 'listen \"raquel.%'") == 1);
            for (int i = 0; i < 5; i++) {
                CountDownLatch handled = new CountDownLatch(1);
                String payload = Scripted.payload((job, data) -> handled.countDown());
                server.execute("insert into jobs (queue, status, payload) values ('" + Scripted.QUEUE + "', 'queued', '"
                        + payload + "')");
                server.execute("select pg_notify('" + CHANNEL + "', 'queue=" + Scripted.QUEUE + "')");
                assertThat(handled.await(20, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    @Test
    void undeploymentEndsThreadsAndConnection() {
        InProcessServer server = started(Map.of());
        await().until(() -> server.count("pg_stat_activity where query like 'listen \"raquel.%'") == 1);
        server.raquel().enqueue("unhandled", "");

        server.undeploy();

        assertThat(server.ownThreads()).isEmpty();
        assertThat(server.connectionsInUse()).isZero();
        server.close();
    }

    private InProcessServer started(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("raquel.notify-nodes", "true");
        return new InProcessServer(settings, database, Scripted.class).start();
    }

    private Connection listening() throws SQLException {
        Connection connection = database.connect();
        try (var statement = connection.createStatement()) {
            statement.execute("listen \"" + CHANNEL + "\"");
        }
        return connection;
    }

    private static List<String> heard(Connection connection) throws SQLException {
        List<String> texts = new ArrayList<>();
        for (PGNotification notification : connection.unwrap(PGConnection.class).getNotifications(20_000)) {
            texts.add(notification.getParameter());
        }
        return texts;
    }
}
