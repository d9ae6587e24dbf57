package dev.raquel.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.ApplicationUnit;
import dev.raquel.CommitFailedException;
import dev.raquel.DispatcherState.Phase;
import dev.raquel.ForwardingTransactions;
import dev.raquel.Handling;
import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.internal.Node;
import dev.raquel.internal.attempt.QueueHandler;
import dev.raquel.internal.local.LocalTransactions;
import dev.raquel.testing.H2Database;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A claim was committed, its answer is lost, and before anybody could look it up the node is stopped. */
class InDoubtAtStopTest {

    private final H2Database database = H2Database.fresh();
    private final CountDownLatch committed = new CountDownLatch(1);
    private final AtomicInteger handled = new AtomicInteger();
    private EntityManagerFactory factory;
    private Node node;
    private Dispatcher dispatcher;

    @BeforeEach
    void createNode() {
        database.migrate();
        factory = ApplicationUnit.over(database);
        LocalTransactions real = new LocalTransactions(factory);
        node = LocalNodes.node(factory, new LosesTheFirstClaim(real), real, DispatcherSettings.defaults(), null);
        dispatcher = node.subscribe(
                List.of(new QueueHandler(
                        "q",
                        String.class,
                        Handling.TRANSACTIONAL,
                        1,
                        job -> handled.incrementAndGet(),
                        "the test's handler")),
                Runnable::run,
                Thread::new);
    }

    @AfterEach
    void close() {
        factory.close();
        database.close();
    }

    @Test
    void itsJobsAreGivenBackUncounted() throws InterruptedException {
        JobInfo job = node.service().enqueue("q", "x");
        dispatcher.start();
        assertThat(committed.await(30, TimeUnit.SECONDS)).isTrue();

        dispatcher.stop();

        assertThat(read(job).status()).isEqualTo(JobStatus.QUEUED);
        assertThat(read(job).attempts()).isZero();
        assertThat(handled).hasValue(0);
    }

    private JobInfo read(JobInfo job) {
        return node.service().get(job.id()).orElseThrow();
    }

    /** Commits it, waits for the stop, and only then says that it did not hear the answer. */
    private final class LosesTheFirstClaim extends ForwardingTransactions {

        LosesTheFirstClaim(LocalTransactions real) {
            super(real);
        }

        @Override
        public <T extends @Nullable Object> T inNew(Supplier<T> work) {
            T result = real.inNew(work);
            boolean isClaim = Thread.currentThread().getName().equals("raquel-claims")
                    && node.service().count("q", JobStatus.CLAIMED) > 0;
            if (isClaim && committed.getCount() > 0) {
                committed.countDown();
                await().until(() -> dispatcher.state().phase() == Phase.STOPPED);
                throw new CommitFailedException("The answer was lost", null);
            }
            return result;
        }
    }
}
