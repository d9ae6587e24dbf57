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
 * The jobs of one queue that were claimed and have not begun, and how many runners take them. Jobs are counted from
 * their claim to their settlement. Times are nanoseconds of the JVM's timer. Safe for use by many threads.
 */
public final class Backlog {

    /** How long a job that was claimed ahead may wait; then it is given back, since other nodes may be idle. */
    public static final Duration STALE = Duration.ofSeconds(1);

    /** The most jobs of one claim, which reads whole rows, and names each in its statements. */
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

    /** A backlog for so many runners at a time, each of which takes up to so many jobs at once. */
    Backlog(int mostRunners, int together, long now) {
        this.mostRunners = mostRunners;
        this.together = together;
        this.ahead = new ClaimAhead(now);
    }

    /**
     * How many jobs there is room for: a multiple of the number that a runner takes at once, since a short list keeps a
     * runner as busy as a full one. There is no room while many jobs still wait, so that each claim is for many, and
     * none if no thread is free for a runner.
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

    /** Adds jobs that were claimed just now. */
    public synchronized void add(Collection<HeldJob> jobs, long now) {
        jobs.forEach(job -> waiting.add(new Waiting(job, now)));
        inFlight += jobs.size();
    }

    /** Returns whether one more runner is of use; if so, it counts from now on, and the caller must start it. */
    public synchronized boolean enlist() {
        boolean useful = runners < mostRunners && waiting.size() > (long) starting * together;
        if (useful) {
            runners++;
            starting++;
        }
        return useful;
    }

    /** Notes that a runner that was enlisted has begun, or never will. */
    public synchronized void begun() {
        starting--;
    }

    /**
     * Takes the jobs that a runner handles next; it is busy until it is {@linkplain #handled() done with them}. If
     * there are none, the runner does not count any more.
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
     * Whether there is room again for a claim: many jobs waited when {@link #room} was last asked, and do not any more.
     * Says so once.
     */
    public synchronized boolean hasRoomAgain() {
        boolean again = refused && !manyWait();
        refused &= !again;
        return again;
    }

    private boolean manyWait() {
        return waiting.size() > ahead.lastJobs() / 2;
    }

    /** Notes that a runner is done with the jobs that it took. */
    public synchronized void handled() {
        busy--;
    }

    private static boolean joins(HeldJob job, List<HeldJob> taken) {
        return taken.isEmpty() || SharedAttempts.mayShare(job) && SharedAttempts.mayShare(taken.get(taken.size() - 1));
    }

    /** Notes that a runner leaves though jobs may wait; it does not count any more. */
    public synchronized void leave() {
        runners--;
    }

    /** Takes all jobs that wait, if no runner is left that would begin them. */
    public synchronized List<HeldJob> withoutRunners() {
        return runners > 0 ? List.of() : takeAll();
    }

    /** Takes all jobs that wait, if the first of them has waited for too long. */
    public synchronized List<HeldJob> stale(long now) {
        if (nanosToStale(now) > 0) {
            return List.of();
        }
        ahead.tooMany();
        return takeAll();
    }

    /** How long until the first job that waits has waited for too long; very long if none waits. */
    synchronized long nanosToStale(long now) {
        return waiting.isEmpty() ? Long.MAX_VALUE : waiting.getFirst().since + STALE.toNanos() - now;
    }

    /**
     * Notes that so many jobs were settled, given back or lost. Returns whether few enough wait now for another claim.
     *
     * @param run whether they were run, and tell how fast jobs of this queue end
     */
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
