package dev.raquel.internal.count;

import dev.raquel.QueueCounters;
import dev.raquel.internal.lifecycle.Outcome;
import dev.raquel.internal.lifecycle.Settled;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;

/** Counts by queue what a node has committed. Safe for use by many threads. */
public final class Counters {

    private final Map<String, Map<Counted, LongAdder>> byQueue = new ConcurrentHashMap<>();

    /** Counts one more, once it is committed. */
    public void count(String queue, Counted what) {
        count(queue, what, 1);
    }

    /** Counts so many more, once they are committed. */
    public void count(String queue, Counted what, long number) {
        if (number > 0) {
            byQueue.computeIfAbsent(queue, key -> zeros()).get(what).add(number);
        }
    }

    /**
     * Counts a job that waits again, unless that is by a failure: what listeners are told of is counted where they are
     * told.
     */
    public void putBack(Settled settled) {
        String queue = settled.after().queue();
        if (settled.isGivenBack()) {
            count(queue, Counted.GIVEN_BACK);
        } else if (settled.isRejected()) {
            count(queue, Counted.REJECTED);
        } else if (settled.outcome() instanceof Outcome.Rescheduled) {
            count(queue, Counted.RESCHEDULED);
        }
    }

    /** The numbers of all queues of which anything was counted, sorted by name. */
    public Map<String, QueueCounters> read() {
        Map<String, QueueCounters> all = new TreeMap<>();
        byQueue.forEach((queue, numbers) -> all.put(queue, read(queue, numbers)));
        return all;
    }

    private static QueueCounters read(String queue, Map<Counted, LongAdder> numbers) {
        ToLongFunction<Counted> sum =
                what -> Objects.requireNonNull(numbers.get(what)).sum();
        return new QueueCounters(
                queue,
                sum.applyAsLong(Counted.CLAIMED),
                sum.applyAsLong(Counted.SUCCEEDED),
                sum.applyAsLong(Counted.FAILED),
                sum.applyAsLong(Counted.EXHAUSTED),
                sum.applyAsLong(Counted.CANCELLED),
                sum.applyAsLong(Counted.EXPIRED),
                sum.applyAsLong(Counted.RESCHEDULED),
                sum.applyAsLong(Counted.REJECTED),
                sum.applyAsLong(Counted.GIVEN_BACK),
                sum.applyAsLong(Counted.LOST_CLAIM),
                sum.applyAsLong(Counted.RECLAIMED));
    }

    private static Map<Counted, LongAdder> zeros() {
        Map<Counted, LongAdder> zeros = new EnumMap<>(Counted.class);
        for (Counted what : Counted.values()) {
            zeros.put(what, new LongAdder());
        }
        return zeros;
    }
}
