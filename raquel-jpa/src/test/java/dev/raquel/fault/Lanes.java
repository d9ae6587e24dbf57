package dev.raquel.fault;

import dev.raquel.fault.kind.Arena;
import dev.raquel.fault.kind.Fault;
import dev.raquel.fault.kind.Faults;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Threads that let faults strike, one after the other each, all of them together at the same time. Each lane has its share of
 * every shuffle of all faults, so none is left out for long.
 */
final class Lanes {

    private static final int LONGEST_PAUSE_MILLIS = 300;

    private final Arena arena;
    private final long end;
    private final Map<String, Integer> strikes = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    private Lanes(Arena arena, long end) {
        this.arena = arena;
        this.end = end;
    }

    /** Starts so many that follow the plan of this seed, until then on the JVM's timer. */
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
        List<Fault> all = Faults.at(arena.site());
        try {
            while (System.nanoTime() < end) {
                for (Fault fault : share(all, lane, lanes, plan)) {
                    strike(fault, new Random(moments.nextLong()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void strike(Fault fault, Random random) throws InterruptedException {
        if (System.nanoTime() >= end) {
            return;
        }
        try {
            fault.strike(arena, random);
        } catch (RuntimeException failure) {
            note(failure, fault);
        }
        count(fault);
        new CountDownLatch(1).await(random.nextInt(LONGEST_PAUSE_MILLIS), TimeUnit.MILLISECONDS);
    }

    private synchronized void note(RuntimeException failure, Fault fault) {
        failures.add("the fault '" + fault.name() + "' itself failed: " + failure + ", " + failure.getCause());
    }

    private synchronized void count(Fault fault) {
        strikes.merge(fault.name(), 1, Integer::sum);
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

    /** How often each fault has struck. */
    synchronized Map<String, Integer> strikes() {
        return Map.copyOf(strikes);
    }
}
