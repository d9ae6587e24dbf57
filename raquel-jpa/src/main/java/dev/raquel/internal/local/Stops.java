package dev.raquel.internal.local;

import java.util.List;

/** Stops many things at the same time: else each would go on while another is waited for, and the waits would add up. */
public final class Stops {

    private Stops() {}

    /** Returns once all have run; an interrupt is passed on to those that have not. */
    public static void all(List<Runnable> stops) {
        if (stops.size() == 1) {
            stops.get(0).run();
            return;
        }
        List<Thread> threads =
                stops.stream().map(stop -> new Thread(stop, "raquel-stop")).toList();
        threads.forEach(Thread::start);
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
