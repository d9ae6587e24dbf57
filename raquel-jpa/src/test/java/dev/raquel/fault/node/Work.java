package dev.raquel.fault.node;

import dev.raquel.Job;
import dev.raquel.Raquel;
import dev.raquel.SubscribeOptions;
import dev.raquel.Subscription;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hibernate.Session;

/** The handlers: each writes one row for each job, its effect, after it has done what the job has it do. */
final class Work {

    private static final int CONCURRENCY = 3;

    /** So long that a job which was taken over still runs when its first owner comes back. */
    private static final long SLOW_MILLIS = 1_500;

    private final Raquel raquel;
    private final EntityManagerFactory factory;
    private final Duration maxRunTime;
    private final CountDownLatch mayGoOn = new CountDownLatch(1);

    Work(Raquel raquel, EntityManagerFactory factory, Duration maxRunTime) {
        this.raquel = raquel;
        this.factory = factory;
        this.maxRunTime = maxRunTime;
    }

    /** Lets the jobs that wait for it go on. */
    void goOn() {
        mayGoOn.countDown();
    }

    Subscription subscribe(Queues queue) {
        SubscribeOptions options = SubscribeOptions.of(queue.queue(), Deed.class)
                .withHandling(queue.handling)
                .withConcurrency(CONCURRENCY)
                .withMaxRunTime(maxRunTime)
                .withPerTransaction(queue.lists || queue.isTransactional() ? queue.together : 1);
        return queue.lists
                ? raquel.subscribeToBatches(options, (List<Job<Deed>> jobs) -> handle(queue, jobs))
                : raquel.subscribe(options, (Job<Deed> job) -> handle(queue, List.of(job)));
    }

    private void handle(Queues queue, List<Job<Deed>> jobs) throws Exception {
        for (Job<Deed> job : jobs) {
            if (job.payload().isToBeDone(job.info().failures())) {
                commit(job.payload().kind(), queue);
            }
        }
        if (queue.isTransactional()) {
            jobs.forEach(job -> writeEffect(raquel.entityManager(), job));
        } else {
            raquel.inTransaction(entityManager -> {
                jobs.forEach(job -> writeEffect(entityManager, job));
                return null;
            });
        }
    }

    private static void writeEffect(EntityManager entityManager, Job<Deed> job) {
        entityManager
                .createNativeQuery("insert into fault_effects (job, attempt) values (:job, :attempt)")
                .setParameter("job", job.payload().number())
                .setParameter("attempt", job.attempt())
                .executeUpdate();
    }

    private void commit(Deed.Kind kind, Queues queue) throws Exception {
        switch (kind) {
            case WORK -> {}
            case SLOW -> new CountDownLatch(1).await(SLOW_MILLIS, TimeUnit.MILLISECONDS);
            case FAIL -> throw new IllegalStateException("as planned");
            case OUT_OF_MEMORY -> throw new OutOfMemoryError("as planned");
            case OVERFLOW -> overflow(0);
            case ROLL_BACK -> rollBack(queue);
            case CLOSE_CONNECTION -> closeConnection(queue);
            case LEAVE_OPEN -> leaveOpen();
            case HANG -> awaitIgnoringInterrupts(new CountDownLatch(1));
            case FILL_HEAP -> fillHeap();
            case WAIT -> {
                System.out.println("begun");
                awaitIgnoringInterrupts(mayGoOn);
                System.out.println("goes on");
            }
        }
    }

    private static void awaitIgnoringInterrupts(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException ignored) {
                // as such handlers do
            }
        }
    }

    private static void fillHeap() {
        List<byte[]> taken = new ArrayList<>();
        while (true) {
            taken.add(new byte[100_000]);
        }
    }

    private static long overflow(long depth) {
        return overflow(depth + 1) + 1;
    }

    private void rollBack(Queues queue) {
        if (queue.isTransactional()) {
            raquel.entityManager().getTransaction().rollback();
        }
        throw new IllegalStateException("after a rollback by hand, as planned");
    }

    /** Before anything is written: what a pool does with a transaction that is under way then is the pool's affair. */
    private void closeConnection(Queues queue) {
        if (queue.isTransactional() && queue.together == 1) {
            raquel.entityManager().unwrap(Session.class).doWork(Connection::close);
        }
    }

    /**
     * Nobody holds it afterwards: the pool's connection is lost, which is the application's defect, and its only one.
     */
    private void leaveOpen() {
        EntityManager forgotten = factory.createEntityManager();
        forgotten.getTransaction().begin();
        forgotten
                .createNativeQuery("insert into fault_effects (job, attempt) values (-1, 0)")
                .executeUpdate();
    }
}
