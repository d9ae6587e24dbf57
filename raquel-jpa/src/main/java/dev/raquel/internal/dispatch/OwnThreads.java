package dev.raquel.internal.dispatch;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** The dispatcher's own threads. Started and joined by one thread at a time; any may ask whether they live. */
final class OwnThreads {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ThreadFactory factory;
    private final List<Thread> started = new CopyOnWriteArrayList<>();

    OwnThreads(ThreadFactory factory) {
        this.factory = factory;
    }

    void start(Runnable loop, String name) {
        Thread thread = factory.newThread(loop);
        thread.setName(name);
        thread.start();
        started.add(thread);
    }

    /** Whether none has ended. */
    boolean live() {
        return started.stream().allMatch(Thread::isAlive);
    }

    /** Waits for the end of the first one, but no longer than until then. */
    void joinFirst(long deadline) throws InterruptedException {
        if (!started.isEmpty()) {
            join(started.get(0), deadline);
        }
    }

    /** Waits for all of them for a while, and interrupts those that do not end. */
    void joinAll(Patience patience) {
        for (Thread thread : started) {
            patience.beginAnew(PATIENCE);
            patience.await(deadline -> join(thread, deadline));
            if (thread.isAlive()) {
                thread.interrupt();
                patience.beginAnew(PATIENCE);
                patience.await(deadline -> join(thread, deadline));
            }
        }
    }

    private static void join(Thread thread, long deadline) throws InterruptedException {
        long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (millis > 0) {
            thread.join(millis);
        }
    }
}
