package dev.raquel.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.ApplicationUnit;
import dev.raquel.Handling;
import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.Raquel;
import dev.raquel.SubscribeOptions;
import dev.raquel.Subscription;
import dev.raquel.testing.PostgresDatabase;
import dev.raquel.testing.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A thread of the dispatcher's own waits in a call of the database that does not come back. */
class HangingThreadsTest {

    private static final Duration LONG = Duration.ofMillis(500);

    private final TestDatabase database = PostgresDatabase.fresh().migrate();
    private final EntityManagerFactory factory = ApplicationUnit.over(database);
    private final Raquel raquel = Raquel.over(factory).build();

    @AfterEach
    void close() {
        raquel.close();
        factory.close();
        database.close();
    }

    @Test
    void theOneThatSettlesIsSeen() throws Exception {
        CountDownLatch claimed = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        JobInfo job = raquel.enqueue("q", "x");
        SubscribeOptions options = SubscribeOptions.of("q", String.class).withHandling(Handling.NON_TRANSACTIONAL);
        try (Connection other = database.connect();
                Subscription subscription = raquel.subscribe(options, x -> {
                            claimed.countDown();
                            mayEnd.await();
                        })
                        .start()) {
            assertThat(claimed.await(30, TimeUnit.SECONDS)).isTrue();
            other.setAutoCommit(false);
            other.createStatement().execute("select * from jobs for update");
            mayEnd.countDown();

            await().until(() -> subscription.state().inOneCallFor().compareTo(LONG) > 0);

            other.rollback();
            await().until(() -> raquel.get(job.id()).orElseThrow().status() == JobStatus.SUCCESS);
            await().until(() -> subscription.state().inOneCallFor().compareTo(LONG) < 0);
        }
    }
}
