package dev.raquel.internal;

import dev.raquel.internal.wakeup.Ears;
import java.time.InstantSource;

/**
 * Wakes the handlers of a node when others tell of jobs. Looks once more a moment later where nobody says by which
 * clock a job is due: whoever enqueued it may be a little ahead of this node's reading of the database's time, and a
 * queue that is looked at too early waits for its next poll.
 */
record NodeEars(Handlers handlers, InstantSource clock) implements Ears {

    private static final long CLOCKS_DIFFER_MILLIS = 100;

    @Override
    public void due(String queue, long millis) {
        handlers.wakeAt(queue, millis);
        if (millis == 0) {
            wakeSoon(queue);
        }
    }

    @Override
    public void anything() {
        handlers.wakeAll();
        handlers.queues().forEach(this::wakeSoon);
    }

    private void wakeSoon(String queue) {
        handlers.wakeAt(queue, clock.millis() + CLOCKS_DIFFER_MILLIS);
    }
}
