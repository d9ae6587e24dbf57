package dev.raquel.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.ApplicationUnit;
import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.Raquel;
import dev.raquel.SubscribeOptions;
import dev.raquel.Subscription;
import dev.raquel.testing.PostgresDatabase;
import dev.raquel.testing.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An old job that cannot be deleted just now. */
class BlockedDeletionTest {

    private static final String WAITING_DELETIONS =
            "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like 'delete%'";

    private static final Duration LONG = Duration.ofSeconds(3);

    private final TestDatabase database = PostgresDatabase.fresh().migrate();
    private final EntityManagerFactory factory = ApplicationUnit.over(database);

    @AfterEach
    void close() {
        factory.close();
        database.close();
    }

    private long number(String query) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            found.next();
            return found.getLong(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void isSeenAndKeepsNoLeaseFromBeingRenewed() throws Exception {
        database.execute("insert into jobs (queue, status, finished_at) values ('old', 'success', 1)");
        database.execute("create table needs as select id as job from jobs");
        database.execute("alter table needs add foreign key (job) references jobs (id)");
        CountDownLatch end = new CountDownLatch(1);
        try (Connection other = database.connect();
                Raquel raquel = Raquel.over(factory)
                        .reclaimAfter(Duration.ofSeconds(2))
                        .retention(JobStatus.SUCCESS, Duration.ofMillis(1))
                        .build()) {
            other.setAutoCommit(false);
            other.createStatement().execute("delete from needs");
            JobInfo job = raquel.enqueue("long", "");
            try (Subscription subscription = raquel.subscribe(
                            SubscribeOptions.of("long", String.class), x -> end.await())
                    .start()) {
                await().until(() -> number(WAITING_DELETIONS) == 1);
                String lease = "select claimed_at from jobs where id = '" + job.id() + "'";
                long renewed = number(lease);

                await().until(() -> number(lease) > renewed);

                assertThat(number(WAITING_DELETIONS)).isOne();
                assertThat(subscription.state().leasesReliable()).isTrue();
                await().until(() -> subscription.state().deletingFor().compareTo(LONG) > 0);
                assertThat(subscription.state().inOneCallFor()).isLessThan(LONG);
                other.rollback();
                end.countDown();
            }
        }
    }
}
