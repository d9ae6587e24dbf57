package dev.raquel.fault;

import dev.raquel.ApplicationUnit;
import dev.raquel.JobRequest;
import dev.raquel.Raquel;
import dev.raquel.RetryPolicy;
import dev.raquel.fault.node.Deed;
import dev.raquel.fault.node.NodeSettings;
import dev.raquel.fault.node.PooledConnections;
import dev.raquel.fault.node.Queues;
import dev.raquel.fault.site.Site;
import dev.raquel.fault.wire.TcpProxy;
import io.agroal.api.AgroalDataSource;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Enqueues jobs as an application does, each with a row of its own in the same transaction, until it is closed. Its
 * connections are cut, too: then it does not know whether its last jobs were enqueued. Used by one thread.
 */
final class Feeder implements AutoCloseable {

    private static final int MOST_TOGETHER = 20;
    private static final int ALWAYS = 1_000;
    private static final RetryPolicy UNTIL_IT_SUCCEEDS = RetryPolicy.DEFAULT
            .withUnlimitedRetries()
            .withDelays(Duration.ofMillis(20), Duration.ofMillis(500))
            .withBackoffBase(Duration.ofMillis(20));

    private static final List<Deed.Kind> ANYWHERE = List.of(
            Deed.Kind.SLOW,
            Deed.Kind.SLOW,
            Deed.Kind.SLOW,
            Deed.Kind.FAIL,
            Deed.Kind.FAIL,
            Deed.Kind.OUT_OF_MEMORY,
            Deed.Kind.OVERFLOW,
            Deed.Kind.ROLL_BACK,
            Deed.Kind.CLOSE_CONNECTION);

    /** These cost a node a connection or a thread for ever. */
    private static final List<Deed.Kind> RARE = List.of(Deed.Kind.LEAVE_OPEN, Deed.Kind.HANG);

    /** These are for tests of one node alone. */
    private static final Set<Deed.Kind> ELSEWHERE = Set.of(Deed.Kind.WAIT, Deed.Kind.FILL_HEAP);

    /** So many that one node could run all of them, and still had threads and connections for the other jobs. */
    private static final int MOST_RARE = 2 * RARE.size();

    private final TcpProxy proxy;
    private final AgroalDataSource pool;
    private final EntityManagerFactory factory;
    private final Raquel raquel;
    private final Random random;
    private final Set<Long> confirmed = new HashSet<>();
    private long asked;
    private int rare = RARE.size(); // one of each comes first

    /** Into this database; the same jobs for the same seed. */
    Feeder(Site site, long seed) {
        random = new Random(seed);
        proxy = new TcpProxy(site.port());
        pool = PooledConnections.pool(
                site.url(proxy.port()), site.user(), site.password(), 3, NodeSettings.SOCKET_TIMEOUT);
        factory = ApplicationUnit.over(pool);
        raquel = Raquel.over(factory).build();
    }

    /** What is between it and the database. */
    TcpProxy proxy() {
        return proxy;
    }

    /** The numbers of the jobs that it was told are enqueued. */
    Set<Long> confirmed() {
        return confirmed;
    }

    /** The highest number that it has asked for. */
    long asked() {
        return asked;
    }

    /** Enqueues one job for everything that a job may do to a node. */
    void enqueueMisdeeds() {
        enqueue(Arrays.stream(Deed.Kind.values())
                .filter(kind -> !ELSEWHERE.contains(kind))
                .map(kind -> {
                    Deed deed = new Deed(++asked, kind, kind == Deed.Kind.SLOW ? ALWAYS : 1);
                    return request(deed, RARE.contains(kind) ? Queues.LOOSE : Queues.PLAIN, UNTIL_IT_SUCCEEDS);
                })
                .toList());
    }

    /** Enqueues, now and then, for as long as this is so. */
    void feedWhile(BooleanSupplier more) throws InterruptedException {
        while (more.getAsBoolean()) {
            enqueueSome();
            new CountDownLatch(1).await(random.nextInt(400), TimeUnit.MILLISECONDS);
        }
    }

    /** Enqueues some at once, as chance has it. */
    void enqueueSome() {
        List<JobRequest> requests = new ArrayList<>();
        for (int i = 1 + random.nextInt(MOST_TOGETHER); i > 0; i--) {
            requests.add(request(++asked));
        }
        enqueue(requests);
    }

    private void enqueue(List<JobRequest> requests) {
        List<Long> numbers = requests.stream()
                .map(request -> ((Deed) request.payload()).number())
                .toList();
        try {
            raquel.inTransaction(entityManager -> {
                requests.forEach(raquel::enqueue);
                numbers.forEach(number -> entityManager
                        .createNativeQuery("insert into fault_orders (job) values (:job)")
                        .setParameter("job", number)
                        .executeUpdate());
                return null;
            });
            confirmed.addAll(numbers);
        } catch (RuntimeException unknown) {
            // all of them were enqueued, or none: the check finds out
        }
    }

    private JobRequest request(long number) {
        Queues queue = Queues.values()[random.nextInt(Queues.values().length)];
        boolean limited = random.nextInt(4) == 0;
        Deed.Kind kind = kind(queue);
        boolean always = kind == Deed.Kind.SLOW || limited && random.nextInt(3) == 0;
        int times = always ? ALWAYS : 1 + random.nextInt(2);
        Deed deed = new Deed(number, kind, RARE.contains(kind) ? 1 : times);
        return request(deed, queue, limited ? UNTIL_IT_SUCCEEDS.withMaxRetries(2) : UNTIL_IT_SUCCEEDS);
    }

    private static JobRequest request(Deed deed, Queues queue, RetryPolicy policy) {
        return JobRequest.of(deed).withQueue(queue.queue()).withRetryPolicy(policy);
    }

    private Deed.Kind kind(Queues queue) {
        if (random.nextInt(100) < 75) {
            return Deed.Kind.WORK;
        }
        if (queue == Queues.LOOSE && rare < MOST_RARE && random.nextInt(25) == 0) {
            return RARE.get(rare++ % RARE.size());
        }
        return ANYWHERE.get(random.nextInt(ANYWHERE.size()));
    }

    @Override
    public void close() {
        raquel.close();
        factory.close();
        pool.close();
        proxy.close();
    }
}
