package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raquel.Claim;
import dev.raquel.ClaimOptions;
import dev.raquel.JobInfo;
import dev.raquel.JobQuery;
import dev.raquel.JobRequest;
import dev.raquel.JobStatus;
import dev.raquel.Subscription;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Moves of many jobs that nobody has claimed: requeueing by a query, expiring. */
interface MovesContract extends Contract {

    private JobInfo exhausted(String queue) {
        JobInfo job = q().raquel.enqueue(queue, "x");
        q().raquel.giveUp(q().raquel.claim(ClaimOptions.of(queue)).orElseThrow(), "no");
        return job;
    }

    private JobInfo shortLived(String queue) {
        return q().raquel.enqueue(JobRequest.of("x").withQueue(queue).withMaxAge(Duration.ofSeconds(1)));
    }

    /** Two statements say what requeueing writes; they must not drift apart. */
    @Test
    default void manyJobsAreRequeuedJustAsOneIs() {
        JobInfo one = exhausted("one");
        JobInfo many = exhausted("many");
        q().clock.advance(Duration.ofHours(1));

        assertThat(q().raquel.requeue(one.id())).isTrue();
        assertThat(q().raquel.requeue(JobQuery.of("many"))).isOne();

        assertThat(q().read(many))
                .usingRecursiveComparison()
                .ignoringFields("id", "queue", "claimedBy")
                .isEqualTo(q().read(one));
        assertThat(q().count("select count(*) from jobs where expires_at is null and failures = 0"))
                .isEqualTo(2);
    }

    @Test
    default void onlyFinishedJobsThatTheQueryFindsAreRequeued() {
        JobInfo exhausted = exhausted("a");
        JobInfo other = exhausted("b");
        JobInfo cancelled = q().raquel.enqueue("a", "x");
        q().raquel.cancel(cancelled.id());
        JobInfo success = q().raquel.enqueue("a", "x");
        q().raquel.resolve(q().raquel.claim(ClaimOptions.of("a")).orElseThrow());
        JobInfo queued = q().raquel.enqueue("a", "x");

        assertThat(q().raquel.requeue(JobQuery.of("a").withStatuses(JobStatus.EXHAUSTED)))
                .isOne();
        assertThat(q().read(exhausted).status()).isEqualTo(JobStatus.QUEUED);
        assertThat(q().read(cancelled).status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(q().raquel.requeue(JobQuery.of("a").withPageSize(1))).isOne();
        assertThat(q().read(cancelled).status()).isEqualTo(JobStatus.QUEUED);
        assertThat(q().read(success).status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(q().read(queued)).isEqualTo(queued);
        assertThat(q().read(other).status()).isEqualTo(JobStatus.EXHAUSTED);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> q().raquel.requeue(JobQuery.all().withStatuses(JobStatus.SUCCESS)))
                .withMessageContaining("SUCCESS");
    }

    @Test
    default void veryManyJobsAreRequeuedAPageAtATime() {
        q().raquel
                .enqueueAll(IntStream.range(0, 1_100)
                        .mapToObj(number -> JobRequest.of("x").withQueue("a")));
        q().database.execute("update jobs set status = 'exhausted', failures = 3");

        assertThat(q().raquel.requeue(JobQuery.all())).isEqualTo(1_100);

        assertThat(q().raquel.count("a", JobStatus.QUEUED)).isEqualTo(1_100);
    }

    @Test
    default void requeueingBelongsToTheCallersTransactionAndWakesHandlers() {
        JobInfo job = exhausted(QueueFixture.QUEUE);
        assertThatThrownBy(() -> q().raquel.inTransaction(entityManager -> {
                    q().raquel.requeue(JobQuery.all());
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        assertThat(q().read(job).status()).isEqualTo(JobStatus.EXHAUSTED);

        CountDownLatch handled = new CountDownLatch(1);
        try (Subscription handler = q().handle(running -> handled.countDown()).start()) {
            q().raquel.requeue(JobQuery.all());
            q().pass(handled);
        }
    }

    @Test
    default void lateJobsExpire() {
        JobInfo late = shortLived("a");
        JobInfo elsewhere = shortLived("b");
        JobInfo unlimited = q().raquel.enqueue("a", "x");
        q().clock.advance(Duration.ofMillis(999));
        assertThat(q().raquel.expire("a")).isZero();
        q().clock.advance(Duration.ofMillis(1));
        JobInfo young = shortLived("a");

        assertThat(q().raquel.expire("a")).isOne();

        assertThat(q().read(late).status()).isEqualTo(JobStatus.EXPIRED);
        assertThat(q().read(late).finishedAt()).isEqualTo(q().clock.instant());
        assertThat(q().read(unlimited)).isEqualTo(unlimited);
        assertThat(q().read(young)).isEqualTo(young);
        assertThat(q().read(elsewhere)).isEqualTo(elsewhere);
        assertThat(q().raquel.expire()).isOne();
        assertThat(q().read(elsewhere).status()).isEqualTo(JobStatus.EXPIRED);
    }

    /** Its failure moved its start time, not its deadline. */
    @Test
    default void aFailedJobExpiresByTheDeadlineThatItHad() {
        JobInfo job = q().raquel.enqueue(JobRequest.of("x").withQueue("a").withMaxAge(Duration.ofSeconds(10)));
        Claim claim = q().raquel.claim(ClaimOptions.of("a")).orElseThrow();
        q().clock.advance(Duration.ofSeconds(5));
        q().raquel.fail(claim, "no paper");
        q().clock.advance(Duration.ofMillis(4_999));
        assertThat(q().raquel.expire("a")).isZero();

        q().clock.advance(Duration.ofMillis(1));

        assertThat(q().raquel.expire("a")).isOne();
        assertThat(q().read(job).status()).isEqualTo(JobStatus.EXPIRED);
    }

    @Test
    default void expiringPassesLockedRows() throws Exception {
        JobInfo locked = shortLived("a");
        IntStream.range(0, 3).forEach(number -> shortLived("a"));
        q().clock.advance(Duration.ofSeconds(1));
        try (Connection holder = q().database.connect()) {
            holder.setAutoCommit(false);
            holder.createStatement()
                    .executeQuery("select id from jobs where id = " + q().sql(locked.id()) + " for update")
                    .next();

            assertThat(q().raquel.expire("a")).isEqualTo(3);

            holder.rollback();
        }
        assertThat(q().raquel.expire("a")).isOne();
    }

    /** A sum of start time and age would overflow, and fail the query for all. */
    @Test
    default void absurdAgesDisturbNobody() {
        JobInfo absurd = shortLived("a");
        JobInfo future = shortLived("a");
        JobInfo late = shortLived("a");
        q().database.execute("update jobs set max_age = 9223372036854775807 where id = " + q().sql(absurd.id()));
        q().database.execute("update jobs set scheduled_at = -9223372036854775808 where id = " + q().sql(future.id()));
        q().clock.advance(Duration.ofSeconds(1));

        assertThat(q().raquel.expire("a")).isOne();
        assertThat(q().read(late).status()).isEqualTo(JobStatus.EXPIRED);
        assertThat(q().raquel.claim(ClaimOptions.of("a").withoutExpiring()))
                .map(Claim::id)
                .hasValue(absurd.id());
    }

    /**
     * An update of many rows locks them as it finds them: then one of these two would have to be ended by the database.
     */
    @Test
    default void aRequeueOfManyWaitsForNobodyWhoWaitsForIt() {
        q().raquel
                .enqueueAll(IntStream.range(0, 100)
                        .mapToObj(number -> JobRequest.of("x").withQueue("a")));
        q().database.execute("update jobs set status = 'cancelled'");
        List<UUID> ids = q().raquel
                .inTransaction(entityManager -> entityManager
                        .createQuery("select j.id from RaquelJob j order by j.id", UUID.class)
                        .getResultList());
        CountDownLatch firstHeld = new CountDownLatch(1);
        CompletableFuture<Long> many = CompletableFuture.supplyAsync(
                () -> {
                    q().pass(firstHeld);
                    return q().raquel.requeue(JobQuery.of("a"));
                },
                task -> new Thread(task).start());

        q().raquel.inTransaction(entityManager -> {
            for (UUID id : ids) {
                assertThat(q().raquel.requeue(id)).isTrue();
                if (id.equals(ids.get(10))) {
                    firstHeld.countDown();
                }
            }
            return null;
        });

        assertThat(many.join()).isZero();
    }
}
