package dev.raquel.internal.lane;

import dev.raquel.SubscribeOptions;
import dev.raquel.internal.attempt.SharedAttempts;
import dev.raquel.internal.held.HeldJob;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/**
 * The jobs of one queue that were claimed and have not begun, and the runners that take them. Counts the jobs from their
 * claim to their settlement. Safe for use by many threads.
 */
public final class Backlog {

    /** What was claimed ahead and has not begun by then is given back: other nodes may be idle. */
    public static final Duration STALE = Duration.ofSeconds(1);

    /** A claim reads whole rows, and names each in its statements. */
    private static final int MOST_AT_ONCE = SubscribeOptions.MOST_PER_TRANSACTION;

    private record Waiting(HeldJob job, long since) {}

    private final int mostRunners;
    private final int together;
    private final ClaimAhead ahead;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int runners;
    private int starting;
    private int busy;
    private int inFlight;
    private boolean refused;

    /** For so many runners at a time, each of which takes so many jobs together. */
    Backlog(int mostRunners, int together, long now) {
        this.mostRunners = mostRunners;
        this.together = together;
        this.ahead = new ClaimAhead(now);
    }

    /**
     * How many jobs there is room for, in whole lists of those that are taken together. A list keeps its runner busy however
     * short it is. None while many still wait, so that a claim is for many; nor where no thread is to be had for any.
     */
    synchronized int room(long now, int freeThreads) {
        int usable = Math.min(mostRunners, runners + Math.min(mostRunners, freeThreads));
        int aheadNow = ahead.jobs(now);
        refused = manyWait();
        if (usable == 0 || refused) {
            return 0;
        }
        long unsettled = (long) usable * together - inFlight;
        long free = (long) (usable - busy) * together - waiting.size();
        long room = Math.min(MOST_AT_ONCE, Math.min(unsettled, free) + aheadNow);
        return (int) Math.max(0, room / together * together);
    }

    public synchronized void add(Collection<HeldJob> jobs, long now) {
        jobs.forEach(job -> waiting.add(new Waiting(job, now)));
        inFlight += jobs.size();
    }

    /** Whether one more runner is of use: then it counts from now on, and is to be started. */
    public synchronized boolean enlist() {
        boolean useful = runners < mostRunners && waiting.size() > (long) starting * together;
        if (useful) {
            runners++;
            starting++;
        }
        return useful;
    }

    /** A runner that was enlisted begins, or never will. */
    public synchronized void begun() {
        starting--;
    }

    /**
     * What a runner takes next; it is busy until it {@linkplain #handled() has done with it}. If there is nothing, the runner
     * does not count any more.
     */
    public synchronized List<HeldJob> next() {
        List<HeldJob> taken = new ArrayList<>();
        while (!waiting.isEmpty() && taken.size() < together && joins(waiting.getFirst().job, taken)) {
            taken.add(waiting.removeFirst().job);
        }
        if (taken.isEmpty()) {
            runners--;
        } else {
            busy++;
        }
        return taken;
    }

    /**
     * Whether there was no room because many waited, and now they do not: a claim that was refused then may be made. Says so
     * once.
     */
    public synchronized boolean hasRoomAgain() {
        boolean again = refused && !manyWait();
        refused &= !again;
        return again;
    }

    private boolean manyWait() {
        return waiting.size() > ahead.lastJobs() / 2;
    }

    /** A runner has done with what it took. */
    public synchronized void handled() {
        busy--;
    }

    private static boolean joins(HeldJob job, List<HeldJob> taken) {
        return taken.isEmpty() || SharedAttempts.mayShare(job) && SharedAttempts.mayShare(taken.get(taken.size() - 1));
    }

    /** A runner leaves though there may be more to do; it does not count any more. */
    public synchronized void leave() {
        runners--;
    }

    /** Takes what nobody would begin soon: all of it, if no runner is left. */
    public synchronized List<HeldJob> withoutRunners() {
        return runners > 0 ? List.of() : takeAll();
    }

    /** Takes what has waited too long, with all that waits behind it. */
    public synchronized List<HeldJob> stale(long now) {
        if (nanosToStale(now) > 0) {
            return List.of();
        }
        ahead.tooMany();
        return takeAll();
    }

    /** How long until something will have waited too long; very long if nothing waits. */
    synchronized long nanosToStale(long now) {
        return waiting.isEmpty() ? Long.MAX_VALUE : waiting.getFirst().since + STALE.toNanos() - now;
    }

    /** Jobs were settled, given back or lost. Says whether there is room for a claim now. */
    public synchronized boolean ended(int jobs, boolean run) {
        inFlight -= jobs;
        if (run) {
            ahead.ended(jobs);
        }
        return !manyWait();
    }

    private List<HeldJob> takeAll() {
        List<HeldJob> all = waiting.stream().map(Waiting::job).toList();
        waiting.clear();
        return all;
    }
}
