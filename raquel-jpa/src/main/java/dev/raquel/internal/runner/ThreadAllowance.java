package dev.raquel.internal.runner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many jobs an executor may be handed at a time. An executor that does not tell how many threads it has is
 * measured: a job that does not start soon has no thread and is given up, and from then on no more jobs are handed over
 * than have run at a time. Now and then one more is tried. Times are nanoseconds of the JVM's timer. Safe for use by
 * many threads.
 *
 * @param <J> what is handed over
 */
public final class ThreadAllowance<J> {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final String executor;
    private final int asked;
    private final long patience;
    private final Map<J, Long> waiting = new LinkedHashMap<>();
    private int limit;
    private int running;
    /** Jobs that were given up, but are still in the executor's queue: as long as one is there, no thread is free. */
    private int givenUp;

    private long pause = FIRST_PAUSE.toNanos();
    private long nextTrial;

    private ThreadAllowance(String executor, int asked, Duration patience) {
        this.executor = executor;
        this.asked = asked;
        this.patience = patience.toNanos();
        this.limit = asked;
    }

    /** The allowance of an executor that is known to have a thread for every job. */
    public static <J> ThreadAllowance<J> enough() {
        return new ThreadAllowance<>("", Integer.MAX_VALUE, Duration.ofDays(36_500));
    }

    /**
     * The allowance of an executor of unknown size.
     *
     * @param executor what to call it
     * @param asked how many jobs the queues want to run at a time
     * @param patience how long a job may take to start
     */
    public static <J> ThreadAllowance<J> measured(String executor, int asked, Duration patience) {
        return new ThreadAllowance<>(executor, asked, patience);
    }

    /** What to call the executor. */
    String executor() {
        return executor;
    }

    /** How many jobs the queues want to run at a time. */
    int asked() {
        return asked;
    }

    /** How many jobs seem to run at a time. */
    synchronized int limit() {
        return limit;
    }

    /** Whether there seem to be fewer threads than the queues ask for. */
    synchronized boolean isShort() {
        return limit < asked;
    }

    /** How many more may be handed over now. */
    synchronized int room(long now) {
        int free = limit - occupied();
        return free > 0 ? free : tries() && now - nextTrial >= 0 ? 1 : 0;
    }

    /**
     * How long until a job is late or there will be room for a trial; very long if there is room already, or only the
     * end of a job can change that.
     */
    synchronized long nanosToNextCheck(long now) {
        if (!waiting.isEmpty()) {
            return waiting.values().iterator().next() + patience - now;
        }
        long untilTrial = nextTrial - now;
        return limit <= occupied() && tries() && untilTrial > 0 ? untilTrial : Long.MAX_VALUE;
    }

    /** Notes that the executor is about to be handed a job. */
    synchronized void handedOver(J job, long now) {
        waiting.put(job, now);
    }

    /** Notes that a thread takes a job. Returns whether it is to run the job: not if that was given up. */
    synchronized boolean started(J job) {
        if (waiting.remove(job) == null) {
            givenUp--;
            return false;
        }
        running++;
        if (running > limit) {
            limit = running;
            pause = FIRST_PAUSE.toNanos();
        }
        return true;
    }

    /** Notes that a job has been run, or that the executor has refused it. */
    synchronized void ended(J job) {
        if (waiting.remove(job) == null) {
            running--;
        }
    }

    /** Gives up the jobs that have waited too long: they will not run, whenever a thread takes them. */
    synchronized List<J> giveUpLate(long now) {
        List<J> late = new ArrayList<>();
        waiting.forEach((job, since) -> {
            if (now - since >= patience) {
                late.add(job);
            }
        });
        if (!late.isEmpty()) {
            late.forEach(waiting::remove);
            givenUp += late.size();
            limit = Math.max(1, running);
            nextTrial = now + pause;
            pause = Math.min(pause * 2, LONGEST_PAUSE.toNanos());
        }
        return late;
    }

    private int occupied() {
        return waiting.size() + running + givenUp;
    }

    private boolean tries() {
        return limit < asked && waiting.isEmpty() && givenUp == 0;
    }
}
