package dev.raquel.internal.dispatch;

import dev.raquel.internal.watch.Loop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The dispatcher's own threads, and the loop that each of them runs. Started, stopped and joined by one thread at a
 * time; any may ask how they are.
 */
final class OwnThreads {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ThreadFactory factory;
    private final List<Own> loops = new ArrayList<>();
    private final List<Thread> started = new CopyOnWriteArrayList<>();

    OwnThreads(ThreadFactory factory) {
        this.factory = factory;
    }

    /** A loop, and its thread once it is started. */
    private static final class Own {

        private final Loop loop;
        private final String name;
        private final boolean mayTakeLong;
        private volatile @Nullable Thread thread;

        Own(Loop loop, String name, boolean mayTakeLong) {
            this.loop = loop;
            this.name = name;
            this.mayTakeLong = mayTakeLong;
        }

        boolean hasEnded() {
            Thread own = thread;
            return own != null && !own.isAlive();
        }

        /** One whose thread has ended is in no call, whatever it was in when that happened. */
        Duration inOneCallFor() {
            return thread == null || hasEnded() ? Duration.ZERO : loop.pulse().busyFor();
        }
    }

    /**
     * Adds a loop that jobs wait for: while it is in a call, some are not claimed, lose their leases or are not
     * settled.
     */
    void add(Loop loop, String name) {
        loops.add(new Own(loop, name, false));
    }

    /** Adds a loop that no job waits for, and whose calls may take long. */
    void addLengthy(Loop loop, String name) {
        loops.add(new Own(loop, name, true));
    }

    /** Starts a thread for each loop, in the order in which they were added. */
    void start() {
        loops.forEach(own -> own.thread = start(own.loop, own.name));
    }

    /** Starts a thread for a stop, which waits for it like for the others. */
    void startForStop(Runnable work, String name) {
        start(work, name);
    }

    private Thread start(Runnable work, String name) {
        Thread thread = factory.newThread(work);
        thread.setName(name);
        thread.start();
        started.add(thread);
        return thread;
    }

    /** Lets all loops end soon. */
    void stop() {
        loops.forEach(own -> own.loop.stop());
    }

    /** Whether no loop's thread has ended. */
    boolean live() {
        return loops.stream().noneMatch(Own::hasEnded);
    }

    /** For how long a loop that jobs wait for has been in the same call; the longest time, or zero. */
    Duration inOneCallFor() {
        return longest(loops.stream().filter(own -> !own.mayTakeLong));
    }

    /** For how long a lengthy loop has been in the same call; the longest time, or zero. */
    Duration inOneLengthyCallFor() {
        return longest(loops.stream().filter(own -> own.mayTakeLong));
    }

    private static Duration longest(Stream<Own> some) {
        return some.map(Own::inOneCallFor).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }

    /** Waits for the end of the thread that was started first, but not beyond this time of the JVM's timer. */
    void joinFirst(long deadline) throws InterruptedException {
        if (!started.isEmpty()) {
            join(started.get(0), deadline);
        }
    }

    /** Waits for the end of each thread for a while, and interrupts those that do not end. */
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
