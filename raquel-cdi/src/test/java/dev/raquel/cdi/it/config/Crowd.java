package dev.raquel.cdi.it.config;

import dev.raquel.Job;
import dev.raquel.cdi.Queue;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;

/** Handlers of which the configuration knows more than their code says. */
@ApplicationScoped
@NullUnmarked
public class Crowd {

    static final int SIZE = 12;

    private final CountDownLatch together = new CountDownLatch(SIZE);

    @Resource
    private TransactionSynchronizationRegistry transactions;

    void meet(@Observes @Queue(value = "crowd", concurrency = 1) Job<String> job) throws InterruptedException {
        together.countDown();
        if (!together.await(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("only " + (SIZE - together.getCount()) + " run at a time");
        }
    }

    void wait(@Observes @Queue("slow") Job<String> job) {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (transactions.getTransactionStatus() == Status.STATUS_ACTIVE && System.nanoTime() < giveUp) {
            Thread.onSpinWait();
        }
    }

    void pass(@Observes @Queue("quick") Job<String> job) {}

    void rest(@Observes @Queue("resting") Job<String> job) {}
}
