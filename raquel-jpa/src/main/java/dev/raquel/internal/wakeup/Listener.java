package dev.raquel.internal.wakeup;

import dev.raquel.internal.watch.OutageLog;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Hears what other nodes tell, on a connection that it holds, and takes another connection when that one is lost.
 * Nobody repeats what was told in between, so all queues are woken then. One thread runs it until it is stopped. It has
 * no pulse: nothing relies on what it hears.
 */
final class Listener implements Runnable {

    private static final Logger LOG = System.getLogger("dev.raquel");

    /**
     * How long one call waits for a message, and so a stop for the thread; a longer wait would save nothing worth it.
     */
    private static final int LISTEN_MILLIS = 250;

    private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long SHORTEST_PAUSE_MILLIS = 250;
    private static final long LONGEST_PAUSE_MILLIS = TimeUnit.SECONDS.toMillis(30);

    private final Source source;
    private final String self;
    private final Ears ears;
    private final OutageLog outage = new OutageLog("Listening to notifications of other nodes");
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile @Nullable ListeningConnection current;
    private long pauseMillis = SHORTEST_PAUSE_MILLIS;

    /** Where connections come from. */
    @FunctionalInterface
    interface Source {
        ListeningConnection open() throws SQLException;
    }

    /** Passes on all messages but those of the node of this name, whose queues are woken already. */
    Listener(Source source, String self, Ears ears) {
        this.source = source;
        this.self = self;
        this.ears = ears;
    }

    /** Lets the thread end soon, unless the database or the pool does not answer. */
    void stop() {
        stop.countDown();
    }

    /** Ends the thread's wait for an answer of the database, by cutting its connection off. */
    void cutOff() {
        ListeningConnection held = current;
        if (held != null) {
            held.abort();
        }
    }

    @Override
    public void run() {
        try {
            while (!isStopped()) {
                listenUntilLost();
                stop.await(pauseMillis, TimeUnit.MILLISECONDS);
                pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
            }
        } catch (NoNotificationsException never) {
            LOG.log(
                    Level.WARNING,
                    "This node hears no notifications of other nodes and finds their jobs by polling: {0}",
                    never.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void listenUntilLost() throws InterruptedException {
        try (ListeningConnection connection = source.open()) {
            current = connection;
            connection.listen();
            outage.worked();
            ears.anything();
            listen(connection);
        } catch (NoNotificationsException never) {
            throw never;
        } catch (SQLException | RuntimeException | Error failure) {
            if (!isStopped()) { // else it was cut off
                outage.failed(failure);
            }
        } finally {
            current = null;
        }
    }

    private void listen(ListeningConnection connection) throws SQLException, InterruptedException {
        long checked = System.nanoTime();
        while (!isStopped()) {
            long began = System.nanoTime();
            List<String> heard = connection.await(LISTEN_MILLIS);
            heard.forEach(this::hear);
            if (heard.isEmpty() && System.nanoTime() - began < TimeUnit.MILLISECONDS.toNanos(LISTEN_MILLIS / 2)) {
                stop.await(LISTEN_MILLIS, TimeUnit.MILLISECONDS); // a driver that does not wait must not keep us busy
            }
            if (System.nanoTime() - checked > CHECK_NANOS) {
                connection.requireAlive();
                pauseMillis = SHORTEST_PAUSE_MILLIS;
                checked = System.nanoTime();
            }
        }
    }

    private void hear(String text) {
        Message message = Message.read(text);
        if (message.from().equals(self)) {
            return;
        }
        if (message.queues().isEmpty()) {
            ears.anything();
        }
        message.queues().forEach(queue -> ears.due(queue, message.at()));
    }

    private boolean isStopped() {
        return stop.getCount() == 0;
    }
}
