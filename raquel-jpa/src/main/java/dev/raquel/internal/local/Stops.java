package dev.raquel.internal.local;

import java.util.List;

/**
 * Stops many things at the same time: else each would go on while another is waited for, and the waits would add up.
 */
public final class Stops {

    private Stops() {}

    /**
     * Returns once all have run; an interrupt is passed on to those that have not. Then what the first one that failed
     * has thrown comes out, which carries what others have.
     */
    public static void all(List<Runnable> stops) {
        Endings endings = new Endings();
        if (stops.size() == 1) {
            endings.run(stops.get(0));
        } else {
            runAtTheSameTime(stops, endings);
        }
        endings.throwFirstFailure();
    }

    private static void runAtTheSameTime(List<Runnable> stops, Endings endings) {
        List<Thread> threads = stops.stream()
                .map(stop -> new Thread(() -> endings.run(stop), "raquel-stop"))
                .toList();
        threads.forEach(thread -> endings.run(thread::start));
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException hurry) {
                    interrupted = true;
                    threads.forEach(Thread::interrupt);
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
