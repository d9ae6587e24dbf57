package dev.raquel.internal.wakeup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.raquel.ApplicationUnit;
import dev.raquel.CapturedLog;
import dev.raquel.RaquelException;
import dev.raquel.testing.PostgresDatabase;
import dev.raquel.testing.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A connection that listens, of Hibernate's own pool, whose connections do not commit by themselves. */
class PostgresListeningConnectionTest {

    private static final Duration SOON = Duration.ofSeconds(15);

    private final TestDatabase database = PostgresDatabase.fresh().migrate();

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void hearsWhatIsToldWhileItListens() throws SQLException {
        try (EntityManagerFactory unit = ApplicationUnit.over(database);
                ListeningConnection connection = open(unit, "jobs")) {
            connection.listen();
            database.execute("select pg_notify('raquel.public.jobs', 'hello')");

            assertThat(connection.await(20_000)).containsExactly("hello");
            connection.requireAlive();
            database.execute("select pg_notify('raquel.public.jobs', 'again')");
            assertThat(connection.await(20_000)).containsExactly("again");
            assertThat(connection.await(1)).isEmpty();
        }
    }

    @Test
    void saysWhichTableIsMissing() {
        try (EntityManagerFactory unit = ApplicationUnit.over(database)) {
            assertThatThrownBy(() -> open(unit, "elsewhere.jobs"))
                    .isInstanceOf(RaquelException.class)
                    .hasMessageContaining("'elsewhere.jobs'");
        }
    }

    @Test
    void noticesThatNobodyIsAtTheOtherEndAndClosesSoon() throws Exception {
        try (Relay network = new Relay(server().getPort());
                EntityManagerFactory unit = through(network)) {
            ListeningConnection connection = open(unit, "jobs");
            connection.listen();
            connection.requireAlive();
            network.loseEverything();
            long began = System.nanoTime();

            assertThat(connection.await(100)).isEmpty(); // nothing tells
            assertThatThrownBy(connection::requireAlive)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("did not answer");
            connection.close();

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
        }
    }

    @Test
    void aStopWhileAConnectionIsAskedWhetherItAnswersLeavesNoThreadBehind() throws Exception {
        List<Thread> threads = new CopyOnWriteArrayList<>();
        CountDownLatch asked = new CountDownLatch(1);
        try (Relay network = new Relay(server().getPort());
                EntityManagerFactory unit = through(network)) {
            network.loseEverything(); // the pool has a connection by now, at whose other end nobody is
            Listener.Source source = () -> {
                asked.countDown();
                return open(unit, "jobs");
            };
            Runnable end = new Listening(() -> new Listener(source, "me", ListeningTest.DEAF)).begin(work -> {
                threads.add(new Thread(work));
                return threads.get(0);
            });
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();

            end.run();

            assertThat(threads).singleElement().matches(thread -> !thread.isAlive(), "has ended");
        }
    }

    @Test
    void aListenerNoticesItToo() throws Exception {
        CountDownLatch listens = new CountDownLatch(1);
        try (Relay network = new Relay(server().getPort());
                EntityManagerFactory unit = through(network);
                CapturedLog log = new CapturedLog()) {
            Listener listener = new Listener(
                    () -> {
                        if (listens.getCount() == 0) {
                            throw new SQLException("no other connection");
                        }
                        return open(unit, "jobs");
                    },
                    "me",
                    new Ears() {
                        @Override
                        public void due(String queue, long millis) {}

                        @Override
                        public void anything() {
                            listens.countDown();
                        }
                    });
            Thread thread = new Thread(listener);
            thread.start();
            assertThat(listens.await(20, TimeUnit.SECONDS)).isTrue();
            network.loseEverything();

            await().atMost(Duration.ofSeconds(30)).until(() -> !log.warnings().isEmpty());
            listener.stop();
            thread.join();

            assertThat(log.warnings()).singleElement().asString().contains("Listening", "did not answer");
        }
    }

    private URI server() {
        return URI.create(database.jdbcUrl().substring("jdbc:".length()));
    }

    private EntityManagerFactory through(Relay network) {
        return ApplicationUnit.over(
                database,
                "application",
                Map.of(
                        "jakarta.persistence.jdbc.url",
                        database.jdbcUrl().replace(":" + server().getPort() + "/", ":" + network.port() + "/"),
                        "hibernate.connection.initial_pool_size",
                        "1"));
    }

    private static ListeningConnection open(EntityManagerFactory unit, String table) throws SQLException {
        return ListeningConnection.open(unit.unwrap(SessionFactory.class), table);
    }
}
