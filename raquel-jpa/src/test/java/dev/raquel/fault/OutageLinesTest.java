package dev.raquel.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.ApplicationUnit;
import dev.raquel.CapturedLog;
import dev.raquel.Handling;
import dev.raquel.Job;
import dev.raquel.Raquel;
import dev.raquel.SubscribeOptions;
import dev.raquel.fault.node.NodeSettings;
import dev.raquel.fault.node.PooledConnections;
import dev.raquel.fault.site.PostgresSite;
import dev.raquel.fault.site.SharedSite;
import dev.raquel.fault.site.Site;
import dev.raquel.fault.wire.TcpProxy;
import dev.raquel.testing.PostgresDatabase;
import io.agroal.api.AgroalDataSource;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is in the log after the database was away, while each queue was looked at every 20 ms. */
class OutageLinesTest {

    /** Held here, so that it stays as it was set. */
    private static final Logger HIBERNATE = Logger.getLogger("org.hibernate.engine.jdbc.spi.SqlExceptionHelper");

    private static final String FAILED = " failed: ";
    private static final String WORKS = " works again after ";
    private static final List<SubscribeOptions> BUSY = List.of(
            SubscribeOptions.of("plain", String.class),
            SubscribeOptions.of("locked", String.class).withHandling(Handling.TRANSACTIONAL_LOCKED),
            SubscribeOptions.of("loose", String.class).withHandling(Handling.NON_TRANSACTIONAL),
            SubscribeOptions.of("shared", String.class).withPerTransaction(20));

    /** Always asks, while the others may have claimed all that they can hold. */
    private static final SubscribeOptions IDLE = SubscribeOptions.of("idle", String.class);

    private static final int CUTS = 10;

    /** A dispatcher claims, and has four duties; in Java SE each queue has its own. The node notifies and listens. */
    private static final int THINGS_PER_DISPATCHER = 5;

    /** Hibernate's own lines, two for each failure, say nothing that is looked at here. */
    @BeforeEach
    void silenceHibernate() {
        HIBERNATE.setLevel(Level.OFF);
    }

    @AfterEach
    void letHibernateSpeak() {
        HIBERNATE.setLevel(null);
    }

    @Test
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void oneWarningAndOneRecoveryForEachThingThatFails() throws Exception {
        try (PostgresSite site = new PostgresSite();
                AgroalDataSource pool = PooledConnections.pool(
                        site.url(site.port()), site.user(), site.password(), 30, NodeSettings.SOCKET_TIMEOUT);
                EntityManagerFactory factory = ApplicationUnit.over(pool);
                CapturedLog log = new CapturedLog();
                Raquel raquel = busyNode(factory)) {
            AtomicLong handled = new AtomicLong();
            subscribeAll(raquel, handled);
            enqueue(site, 2000);
            await().until(() -> handled.get() > 200);

            site.restart(
                    PostgresSite.Stop.IMMEDIATE,
                    () -> assertThat(new CountDownLatch(1).await(6, TimeUnit.SECONDS))
                            .isFalse());
            await().atMost(Duration.ofSeconds(60)).until(() -> open(site) == 0);
            awaitAllWorks(log);

            List<String> failed = things(log, Level.WARNING, FAILED);
            assertThat(failed).anyMatch(thing -> thing.startsWith("Claiming jobs"));
            assertThat(failures(log)).as("failures behind these lines").isGreaterThan(failed.size());
            assertThat(failed).hasSizeLessThanOrEqualTo((BUSY.size() + 1) * THINGS_PER_DISPATCHER + 2);
            assertThat(things(log, Level.INFO, WORKS)).containsExactlyInAnyOrderElementsOf(failed);
            assertThat(log.warnings()).allMatch(line -> line.contains(FAILED));
        }
    }

    /** Each cut ends all connections, of which some are at work; the next ones work. */
    @Test
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aFewLinesForEachOfTenShortOutages() throws Exception {
        try (Site site = new SharedSite(PostgresDatabase.fresh());
                TcpProxy proxy = new TcpProxy(site.port());
                AgroalDataSource pool = PooledConnections.pool(
                        site.url(proxy.port()), site.user(), site.password(), 30, NodeSettings.SOCKET_TIMEOUT);
                EntityManagerFactory factory = ApplicationUnit.over(pool);
                CapturedLog log = new CapturedLog();
                Raquel raquel = busyNode(factory)) {
            AtomicLong handled = new AtomicLong();
            subscribeAll(raquel, handled);
            enqueue(site, 2000);
            for (int i = 0; i < CUTS; i++) {
                long before = handled.get();
                await().until(() -> handled.get() > before + 100);
                proxy.cutAll();
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> open(site) == 0);
            awaitAllWorks(log);

            List<String> failed = things(log, Level.WARNING, FAILED);
            assertThat(failed).anyMatch(thing -> thing.startsWith("Claiming jobs"));
            assertThat(Set.copyOf(failed))
                    .allSatisfy(thing -> assertThat(Collections.frequency(failed, thing))
                            .as("%s failed, and worked in between", thing)
                            .isLessThanOrEqualTo(CUTS));
            assertThat(things(log, Level.INFO, WORKS)).containsExactlyInAnyOrderElementsOf(failed);
            assertThat(log.warnings()).allMatch(line -> line.contains(FAILED));
        }
    }

    private static Raquel busyNode(EntityManagerFactory factory) {
        return Raquel.over(factory)
                .pollInterval(Duration.ofMillis(20))
                .reclaimAfter(Duration.ofSeconds(12))
                .notifyNodes(true)
                .build();
    }

    private static void subscribeAll(Raquel raquel, AtomicLong handled) {
        raquel.subscribe(IDLE, (Job<String> job) -> {}).start();
        for (SubscribeOptions queue : BUSY) {
            raquel.subscribe(queue, (Job<String> job) -> handled.incrementAndGet())
                    .start();
        }
    }

    private static void awaitAllWorks(CapturedLog log) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> things(log, Level.WARNING, FAILED).size()
                        == things(log, Level.INFO, WORKS).size());
    }

    private static void enqueue(Site site, int jobs) {
        for (SubscribeOptions queue : BUSY) {
            site.execute("insert into jobs (queue, payload, scheduled_at) select '" + queue.queue()
                    + "', 'x', 1 from generate_series(1, " + jobs + ")");
        }
    }

    private static long open(Site site) throws Exception {
        try (var connection = site.connect();
                var result = connection
                        .createStatement()
                        .executeQuery("select count(*) from jobs where status <> 'success'")) {
            result.next();
            return result.getLong(1);
        }
    }

    /** How often anything failed, as the lines say that tell of its end. */
    private static long failures(CapturedLog log) {
        return log.from(Level.INFO).stream()
                .filter(line -> line.contains(WORKS))
                .map(line -> line.substring(line.indexOf(WORKS) + WORKS.length()))
                .mapToLong(rest -> Long.parseLong(rest.replaceAll("\\D", "")))
                .sum();
    }

    /** What these lines are about. */
    private static List<String> things(CapturedLog log, Level level, String words) {
        Stream<String> lines = log.from(level).stream().filter(line -> line.contains(words));
        return lines.map(line -> line.substring(0, line.indexOf(words))).toList();
    }
}
