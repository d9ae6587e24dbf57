package dev.raquel.fault;

import dev.raquel.fault.kind.Arena;
import dev.raquel.fault.kind.Fault;
import dev.raquel.fault.kind.Faults;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Threads that let faults strike, one after the other each, all of them together at the same time. Each lane has its
 * share of every shuffle of all faults, so none is left out for long; and none is left out at all.
 */
final class Lanes {

    private static final int LONGEST_PAUSE_MILLIS = 300;
    private static final long LONGEST_OVERTIME_NANOS = TimeUnit.SECONDS.toNanos(120);

    private final Arena arena;
    private final long end;
    private final List<Fault> faults;
    private final Map<String, Strikes> strikes = new TreeMap<>();
    private final Set<Fault> underWay = new HashSet<>();
    private final List<String> failures = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    private Lanes(Arena arena, long end) {
        this.arena = arena;
        this.end = end;
        faults = Faults.at(arena.site());
    }

    /**
     * Starts so many that follow the plan of this seed, until then on the JVM's timer. After that only what has not
     * struck yet strikes, and not for ever: a fault may find nothing to strike.
     */
    static Lanes start(int count, Arena arena, long seed, long end) {
        Lanes lanes = new Lanes(arena, end);
        for (int lane = 0; lane < count; lane++) {
            int number = lane;
            Thread thread = new Thread(() -> lanes.follow(number, count, seed), "faults-" + lane);
            lanes.threads.add(thread);
            thread.start();
        }
        return lanes;
    }

    /** The faults of one shuffle that fall to a lane. */
    static List<Fault> share(List<Fault> all, int lane, int lanes, Random plan) {
        List<Fault> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, plan);
        List<Fault> share = new ArrayList<>();
        for (int i = lane; i < shuffled.size(); i += lanes) {
            share.add(shuffled.get(i));
        }
        return share;
    }

    private void follow(int lane, int lanes, long seed) {
        Random plan = new Random(seed); // the same in all lanes
        Random moments = new Random(seed + lane + 1);
        try {
            while (System.nanoTime() < end) {
                for (Fault fault : share(faults, lane, lanes, plan)) {
                    if (System.nanoTime() < end && begin(fault)) {
                        strike(fault, new Random(moments.nextLong()));
                    }
                }
            }
            for (Fault fault = nextMissing(); fault != null; fault = nextMissing()) {
                strike(fault, new Random(moments.nextLong()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One that has not struck yet, and that no other lane tries; null if there is none, or no time left. */
    private synchronized Fault nextMissing() {
        if (System.nanoTime() >= end + LONGEST_OVERTIME_NANOS) {
            return null;
        }
        return faults.stream()
                .filter(fault -> !strikes.containsKey(fault.name()) && begin(fault))
                .findFirst()
                .orElse(null);
    }

    private synchronized boolean begin(Fault fault) {
        return underWay.add(fault);
    }

    private void strike(Fault fault, Random random) throws InterruptedException {
        int struck = 0;
        try {
            struck = fault.strike(arena, random);
        } catch (RuntimeException failure) {
            note(failure, fault);
        } finally {
            ended(fault, struck);
        }
        new CountDownLatch(1).await(random.nextInt(LONGEST_PAUSE_MILLIS), TimeUnit.MILLISECONDS);
    }

    private synchronized void note(RuntimeException failure, Fault fault) {
        failures.add("the fault '" + fault.name() + "' itself failed: " + failure + ", " + failure.getCause());
    }

    private synchronized void ended(Fault fault, int struck) {
        underWay.remove(fault);
        if (struck > 0) {
            strikes.merge(fault.name(), new Strikes(1, struck), Strikes::and);
        }
    }

    /** Whether there still are faults. */
    boolean areAtWork() {
        return threads.stream().anyMatch(Thread::isAlive);
    }

    /** Waits for the last faults to be over, and returns what went wrong in making them. */
    List<String> awaitEnd() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        synchronized (this) {
            return List.copyOf(failures);
        }
    }

    /** What each fault has done; those that have not struck are missing. */
    synchronized Map<String, Strikes> strikes() {
        return Map.copyOf(strikes);
    }
}
