package dev.raquel.internal.dispatch;

import dev.raquel.Handling;
import dev.raquel.internal.attempt.QueueHandler;
import dev.raquel.internal.lane.QueueLane;
import dev.raquel.internal.runner.WakeUp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lanes of a dispatcher's queues, except those that are paused. Safe for use by many threads. */
final class Lanes {

    private final Map<String, QueueLane> lanes = new LinkedHashMap<>();
    private final List<String> paused = new ArrayList<>();
    private final WakeUp wakeUp;

    /** Lanes for the queues of these handlers; {@code wakeUp} is what the thread that claims for them waits on. */
    Lanes(Collection<QueueHandler> handlers, Duration pollInterval, WakeUp wakeUp) {
        this.wakeUp = wakeUp;
        for (QueueHandler handler : handlers) {
            if (handler.settings().paused()) {
                paused.add(handler.queue());
            } else {
                lanes.put(handler.queue(), new QueueLane(handler, pollInterval));
            }
        }
    }

    Collection<QueueLane> all() {
        return lanes.values();
    }

    List<String> queues() {
        return List.copyOf(lanes.keySet());
    }

    /** Whether the handler of any queue asks to be run without a transaction. */
    boolean anyWithoutTransaction() {
        return lanes.values().stream().anyMatch(lane -> lane.handler().handling() == Handling.NON_TRANSACTIONAL);
    }

    /**
     * Looks for jobs of a queue, if it has a lane, at this time, in milliseconds of the database's clock. At once if
     * that has come; and if the clock is set back meanwhile, again when it comes.
     */
    void wakeAt(String queue, long millis) {
        QueueLane lane = lanes.get(queue);
        if (lane != null) {
            lane.wakeAt(millis);
            wakeUp.signal();
        }
    }

    /** Looks for jobs of all queues now. */
    void wakeAll() {
        lanes.values().forEach(QueueLane::wake);
        wakeUp.signal();
    }

    /** Describes all queues, the paused ones too, for a line of the log. */
    @Override
    public String toString() {
        String all = Stream.concat(
                        lanes.values().stream().map(lane -> description(lane.handler())),
                        paused.stream().map(queue -> "queue '" + queue + "' not at all: it is paused"))
                .collect(Collectors.joining(", "));
        return all.isEmpty() ? "no queue" : all;
    }

    private static String description(QueueHandler handler) {
        return "queue '" + handler.queue() + "' with " + handler.description() + " (" + handler.handling()
                + ", concurrency " + handler.concurrency() + ")";
    }
}
