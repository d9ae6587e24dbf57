package dev.raquel.internal.count;

import dev.raquel.QueueCounters;
import dev.raquel.internal.lifecycle.JobState;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts by queue what a node has committed. Safe for use by many threads. */
public final class Counters {

    private final Map<String, Map<Counted, LongAdder>> byQueue = new ConcurrentHashMap<>();

    /** One more. To be called once it is committed. */
    public void count(String queue, Counted what) {
        count(queue, what, 1);
    }

    /** So many more. */
    public void count(String queue, Counted what, long number) {
        if (number > 0) {
            byQueue.computeIfAbsent(queue, key -> zeros()).get(what).add(number);
        }
    }

    /** A claimed job that its settlement has put back into the queue; what has ended is counted where it is told. */
    public void putBack(JobState claimed, JobState queued) {
        Counted how = queued.attempts() == claimed.attempts()
                ? Counted.GIVEN_BACK
                : queued.claimedBy() == null ? Counted.REJECTED : Counted.RESCHEDULED;
        count(queued.queue(), how);
    }

    /** The numbers of all queues of which anything was counted, sorted by name. */
    public Map<String, QueueCounters> read() {
        Map<String, QueueCounters> all = new TreeMap<>();
        byQueue.forEach((queue, numbers) -> all.put(queue, read(queue, numbers)));
        return all;
    }

    private static QueueCounters read(String queue, Map<Counted, LongAdder> numbers) {
        long[] sums = numbers.values().stream().mapToLong(LongAdder::sum).toArray(); // in the order of the constants
        return new QueueCounters(
                queue, sums[0], sums[1], sums[2], sums[3], sums[4], sums[5], sums[6], sums[7], sums[8], sums[9],
                sums[10]);
    }

    private static Map<Counted, LongAdder> zeros() {
        Map<Counted, LongAdder> zeros = new EnumMap<>(Counted.class);
        for (Counted what : Counted.values()) {
            zeros.put(what, new LongAdder());
        }
        return zeros;
    }
}
