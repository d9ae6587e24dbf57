package dev.raquel.internal.wakeup;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs one listener for all dispatchers of a node, from the start of the first to the stop of the last. */
final class Listening {

    private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(2);

    /** Longer than the time that a connection has to answer when it is asked whether it is alive. */
    private static final long LAST_PATIENCE_MILLIS =
            TimeUnit.SECONDS.toMillis(ListeningConnection.SECONDS_TO_ANSWER) + PATIENCE_MILLIS;

    private final Supplier<Listener> listeners;
    private int dispatchers;
    private @Nullable Listener listener;
    private @Nullable Thread thread;

    Listening(Supplier<Listener> listeners) {
        this.listeners = listeners;
    }

    /** Listens for one more dispatcher. Running what is returned ends that; running it again does nothing. */
    synchronized Runnable begin(ThreadFactory threads) {
        if (dispatchers == 0) {
            Listener fresh = listeners.get();
            Thread made = threads.newThread(fresh);
            made.setName("raquel-notified");
            made.start();
            listener = fresh;
            thread = made;
        }
        dispatchers++;
        AtomicBoolean ended = new AtomicBoolean();
        return () -> {
            if (ended.compareAndSet(false, true)) {
                end();
            }
        };
    }

    private synchronized void end() {
        dispatchers--;
        if (dispatchers > 0 || listener == null || thread == null) {
            return;
        }
        listener.stop();
        try {
            thread.join(PATIENCE_MILLIS);
            if (thread.isAlive()) {
                listener.cutOff();
                thread.interrupt();
                thread.join(LAST_PATIENCE_MILLIS);
            }
        } catch (InterruptedException interrupted) {
            listener.cutOff();
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
        listener = null;
        thread = null;
    }
}
