package dev.raquel.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.ApplicationUnit;
import dev.raquel.DispatcherState.Phase;
import dev.raquel.Handling;
import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.internal.Node;
import dev.raquel.internal.attempt.QueueHandler;
import dev.raquel.internal.local.LocalTransactions;
import dev.raquel.internal.runner.ThreadAllowance;
import dev.raquel.testing.H2Database;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A dispatcher that is suspended for a while. */
class SuspensionTest {

    private final H2Database database = H2Database.fresh();
    private final BlockingQueue<Runnable> handedOver = new LinkedBlockingQueue<>();
    private final AtomicInteger handled = new AtomicInteger();
    private EntityManagerFactory factory;
    private Node node;
    private Dispatcher dispatcher;

    @BeforeEach
    void start() {
        database.migrate();
        factory = ApplicationUnit.over(database);
        LocalTransactions transactions = new LocalTransactions(factory);
        node = LocalNodes.node(
                factory, transactions, DispatcherSettings.defaults().withPollInterval(Duration.ofMillis(20)));
        dispatcher = node.subscribe(
                List.of(new QueueHandler(
                        "q", String.class, Handling.TRANSACTIONAL, 2, job -> handled.incrementAndGet(), "the test's")),
                handedOver::add,
                ThreadAllowance.enough(),
                Thread::new);
        dispatcher.start();
    }

    @AfterEach
    void stop() {
        dispatcher.stop();
        factory.close();
        database.close();
    }

    @Test
    void aJobThatWasClaimedAndHasNotStartedIsGivenBackUncounted() throws InterruptedException {
        JobInfo job = node.service().enqueue("q", "x");
        Runnable attempt = handedOver.poll(30, TimeUnit.SECONDS);

        dispatcher.suspend();
        attempt.run();

        assertThat(handled).hasValue(0);
        assertThat(status(job)).isEqualTo(JobStatus.QUEUED);
        assertThat(node.service().get(job.id()).orElseThrow().attempts()).isZero();
        assertThat(dispatcher.state().phase()).isEqualTo(Phase.SUSPENDED);
    }

    @Test
    void nothingIsClaimedWhileItLastsAndAllOfItAfterwards() throws InterruptedException {
        dispatcher.suspend();
        JobInfo first = node.service().enqueue("q", "x");
        await().during(Duration.ofMillis(300)).until(() -> handedOver.isEmpty() && status(first) == JobStatus.QUEUED);

        dispatcher.resume();

        Runnable attempt = handedOver.poll(30, TimeUnit.SECONDS);
        attempt.run();
        assertThat(status(first)).isEqualTo(JobStatus.SUCCESS);
        assertThat(dispatcher.state().phase()).isEqualTo(Phase.RUNNING);
    }

    private JobStatus status(JobInfo job) {
        return node.service().get(job.id()).orElseThrow().status();
    }
}
