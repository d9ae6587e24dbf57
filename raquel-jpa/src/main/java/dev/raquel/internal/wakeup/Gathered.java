package dev.raquel.internal.wakeup;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Queues that got jobs since the last message, with the first start time of each. Used under a lock. */
final class Gathered {

    /**
     * The most queues that are named; with more, all are meant: nobody takes them while the database does not answer.
     */
    private static final int MOST = 1_000;

    private final Map<String, Long> firstStarts = new HashMap<>();
    private boolean any;

    void add(String queue, long scheduledAt) {
        if (any) {
            return;
        }
        firstStarts.merge(queue, scheduledAt, Math::min);
        if (firstStarts.size() > MOST) {
            firstStarts.clear();
            any = true;
        }
    }

    boolean isEmpty() {
        return !any && firstStarts.isEmpty();
    }

    /** Whether a queue has jobs that are due at this time: of jobs that start later nobody is told. */
    boolean isDue(long now) {
        return any || !due(now).isEmpty();
    }

    Message message(String from, long now) {
        return Message.of(from, now, due(now));
    }

    private List<String> due(long now) {
        return firstStarts.entrySet().stream()
                .filter(entry -> entry.getValue() <= now)
                .map(Map.Entry::getKey)
                .toList();
    }
}
