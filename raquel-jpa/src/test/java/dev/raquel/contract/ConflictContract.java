package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.CapturedLog;
import dev.raquel.Handling;
import dev.raquel.Job;
import dev.raquel.JobHandler;
import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.Subscription;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Handlers' transactions that the database sacrifices for those of others: their jobs are run again, and nobody
 * notices.
 */
interface ConflictContract extends Contract {

    /** The database chooses whom it rolls back; so often we let it choose until it was the handler's transaction. */
    int ROUNDS = 30;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NON_TRANSACTIONAL")
    default void aDeadlockInAHandlerIsNotItsFailure(Handling handling) throws Exception {
        untilTheHandlerIsRolledBack(handling, job -> Accounts.add("b"), job -> addTo("b"));
    }

    @Test
    default void aDeadlockOnSettleIsNotTheHandlersFailure() throws Exception {
        untilTheHandlerIsRolledBack(
                Handling.TRANSACTIONAL,
                job -> "select id from jobs where id = " + q().sql(job.id()) + " for update",
                job -> {});
    }

    /** A cycle: the rival has something and wants account a; the handler has account a and wants what the rival has. */
    private void untilTheHandlerIsRolledBack(
            Handling handling, Function<Job<String>, String> rivalTakes, JobHandler<String> thenTake) throws Exception {
        Accounts.in(q().database);
        AtomicReference<Rival> rival = new AtomicReference<>();
        AtomicInteger runs = new AtomicInteger();
        int rolledBack = 0;
        int handled = 0;
        try (Subscription handler = q().handle(handling, job -> {
                            q().write(job.payload());
                            addTo("a");
                            if (runs.incrementAndGet() == 1) {
                                rival.get().takes(rivalTakes.apply(job));
                                rival.get().wants(Accounts.add("a"));
                            }
                            thenTake.handle(job);
                        })
                        .start();
                CapturedLog log = new CapturedLog()) {
            while (rolledBack == 0 && handled < ROUNDS) {
                runs.set(0);
                JobInfo job;
                try (Rival one = new Rival(q().database, Accounts.beOlderAndBigger(q().database))) {
                    rival.set(one);
                    job = q().raquel.enqueue(QueueFixture.QUEUE, "effect " + handled);
                    q().awaitStatus(job, JobStatus.SUCCESS);
                    handled++;
                    rolledBack += one.wasRefused() ? 0 : 1;
                    assertThat(runs).hasValue(one.wasRefused() ? 1 : 2);
                }
                assertThat(q().read(job).attempts()).isOne();
                assertThat(q().read(job).failures()).isZero();
                assertThat(q().read(job).error()).isNull();
            }
            assertThat(rolledBack).as("handlers that were rolled back").isOne();
            assertThat(log.from(Level.INFO)).isEmpty();
        }
        assertThat(q().count("select count(*) from effects")).isEqualTo(handled);
        assertThat(q().count("select balance from accounts where name = 'a'")).isEqualTo(handled);
    }

    private void addTo(String account) {
        q().raquel.entityManager().createNativeQuery(Accounts.add(account)).executeUpdate();
    }

    @Test
    default void aConflictThatNeverEndsIsTheHandlersFailure() throws Exception {
        Accounts.in(q().database);
        AtomicInteger runs = new AtomicInteger();
        JobInfo job = q().enqueued();
        try (Rival rival = new Rival(q().database, List.of(Accounts.add("a")));
                Subscription handler = q().handle(running -> {
                            runs.incrementAndGet();
                            q().raquel
                                    .entityManager()
                                    .createNativeQuery("select name from accounts where name = 'a' for update nowait")
                                    .getResultList();
                        })
                        .start()) {
            q().awaitStatus(job, JobStatus.FAILED);
        }
        assertThat(runs).hasValue(6);
        assertThat(q().read(job).attempts()).isOne();
        assertThat(q().read(job).failures()).isOne();
    }

    /** An error that Hibernate finds, not the database: what the handler wanted to change is gone. */
    @Test
    default void aStaleEntityIsTheHandlersFailure() {
        q().database.execute("insert into effects values ('stale')");
        JobInfo job = q().enqueued();
        try (Subscription handler = q().handle(running -> {
            EntityManager entityManager = q().raquel.entityManager();
            Effect effect = entityManager.find(Effect.class, "stale");
            q().database.execute("delete from effects");
            entityManager.remove(effect);
            entityManager.flush();
        })) {
            q().raquel.drain(QueueFixture.QUEUE);
        }
        assertThat(q().read(job).status()).isEqualTo(JobStatus.FAILED);
        assertThat(q().read(job).attempts()).isOne();
        assertThat(q().read(job).failures()).isOne();
    }
}
