package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.Raquel;
import dev.raquel.SubscribeOptions;
import dev.raquel.testing.Series;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Two applications on one database, each with many threads in several queues. */
interface ManyJobsContract extends Contract {

    int THREADS = 6;
    int DIGITS = 4;
    int JOBS = 10_000;
    List<String> QUEUES = List.of("many 0", "many 1");

    @Test
    default void tenThousandJobsAreHandledOnceEach() {
        q().database
                .execute("insert into jobs (queue, payload, scheduled_at) select case when n < " + JOBS / 2
                        + " then 'many 0' else 'many 1' end, concat('job ', n), n from " + Series.from0(DIGITS));
        AtomicInteger attempts = new AtomicInteger();
        try (Pool otherPool = new Pool(q().database, 40);
                EntityManagerFactory otherFactory = QueueFixture.unit(otherPool);
                Raquel here = node("here", q().factory(), attempts);
                Raquel there = node("there", otherFactory, attempts)) {
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(250))
                    .until(() -> q().count("select count(*) from jobs where status <> 'success'") == 0);
        }

        assertThat(attempts).hasValue(JOBS);
        assertThat(q().count("select count(*) from effects")).isEqualTo(JOBS);
        assertThat(q().count("select count(*) from jobs where attempts = 1 and failures = 0"))
                .isEqualTo(JOBS);
        for (String node : List.of("here", "there")) {
            assertThat(q().count("select count(*) from jobs where claimed_by like '" + node + "-%'"))
                    .as("jobs handled " + node)
                    .isPositive();
        }
    }

    /** A node that handles all queues. The effects' names are unique: a job's second success would fail. */
    private Raquel node(String name, EntityManagerFactory factory, AtomicInteger attempts) {
        Raquel node = Raquel.over(factory)
                .nodeName(name)
                .clock(q().clock)
                .pollInterval(Duration.ofMillis(200))
                .build();
        for (String queue : QUEUES) {
            node.<String>subscribe(SubscribeOptions.of(queue, String.class).withConcurrency(THREADS), job -> {
                        attempts.incrementAndGet();
                        node.entityManager().persist(new Effect(job.payload()));
                    })
                    .start();
        }
        return node;
    }
}
