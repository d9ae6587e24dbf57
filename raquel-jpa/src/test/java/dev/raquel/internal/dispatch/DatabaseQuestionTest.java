package dev.raquel.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.ApplicationUnit;
import dev.raquel.ForwardingTransactions;
import dev.raquel.internal.local.LocalTransactions;
import dev.raquel.internal.store.Database;
import dev.raquel.internal.store.JobStore;
import dev.raquel.testing.H2Database;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Asking a database that may not answer. */
class DatabaseQuestionTest {

    private static final Duration PATIENCE = Duration.ofMillis(50);

    private final H2Database database = H2Database.fresh();
    private final AtomicLong timer = new AtomicLong();
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private final List<Thread> asking = new CopyOnWriteArrayList<>();
    private EntityManagerFactory factory;
    private LocalTransactions real;

    @BeforeEach
    void open() {
        database.migrate();
        factory = ApplicationUnit.over(database);
        real = new LocalTransactions(factory);
    }

    @AfterEach
    void close() throws InterruptedException {
        mayAnswer.countDown();
        for (Thread thread : asking) {
            thread.join();
        }
        factory.close();
        database.close();
    }

    private boolean answers(DatabaseQuestion question) {
        return question.problem(PATIENCE, task -> {
                    Thread thread = new Thread(task);
                    asking.add(thread);
                    return thread;
                })
                .isEmpty();
    }

    /** A question over transactions that hang, as often as this; the connections after those work. */
    private DatabaseQuestion hanging(int times) {
        AtomicLong left = new AtomicLong(times);
        return new DatabaseQuestion(
                new JobStore(new Database(factory.unwrap(SessionFactory.class), real, real)),
                new ForwardingTransactions(real) {
                    @Override
                    public <T extends @Nullable Object> T inNew(Supplier<T> work) {
                        if (left.getAndDecrement() > 0) {
                            awaitAnswer();
                        }
                        return super.inNew(work);
                    }
                },
                timer::get);
    }

    private void awaitAnswer() {
        try {
            mayAnswer.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void oneQuestionIsAskedHoweverOftenSomebodyAsks() {
        DatabaseQuestion question = hanging(Integer.MAX_VALUE);

        for (int i = 0; i < 5; i++) {
            assertThat(answers(question)).isFalse();
        }

        assertThat(asking).hasSize(1);
    }

    /** Only its connection may be broken. */
    @Test
    void oneWithoutAnAnswerIsAskedAnewAfterAWhile() {
        DatabaseQuestion question = hanging(1);
        assertThat(answers(question)).isFalse();

        timer.addAndGet(Duration.ofSeconds(31).toNanos());

        await().until(() -> answers(question));
    }

    @Test
    void aDatabaseThatNeverAnswersTiesUpFewThreads() {
        DatabaseQuestion question = hanging(Integer.MAX_VALUE);

        for (int i = 0; i < 20; i++) {
            timer.addAndGet(Duration.ofSeconds(31).toNanos());
            assertThat(answers(question)).isFalse();
        }

        assertThat(asking).hasSizeBetween(2, 4);
    }
}
