package dev.raquel.internal.attempt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Jobs that were rejected here, and are left to other nodes for a while. Safe for use by many threads. */
public final class AvoidedJobs {

    private static final int MOST = 64;

    private final long nanos;
    private final Map<UUID, Long> until = new LinkedHashMap<>();

    /** Avoids each job for so long. */
    public AvoidedJobs(Duration duration) {
        this.nanos = duration.toNanos();
    }

    /** Avoids a job from this time of the JVM's timer on. */
    public synchronized void add(UUID job, long now) {
        until.remove(job); // so that the order is that of the times
        until.put(job, now + nanos);
    }

    /** The jobs to be left alone at this time of the JVM's timer. */
    public synchronized List<UUID> at(long now) {
        forget(now);
        return new ArrayList<>(until.keySet());
    }

    /** How many nanoseconds until few enough jobs are avoided to claim others; 0 or less if that is so now. */
    public synchronized long nanosToFewEnough(long now) {
        forget(now);
        return until.size() < MOST ? 0 : until.values().iterator().next() - now;
    }

    private void forget(long now) {
        until.values().removeIf(end -> end - now <= 0);
    }
}
