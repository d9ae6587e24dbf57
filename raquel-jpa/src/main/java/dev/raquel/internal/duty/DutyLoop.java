package dev.raquel.internal.duty;

import dev.raquel.internal.watch.Loop;
import dev.raquel.internal.watch.OutageLog;
import dev.raquel.internal.watch.Pulse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Runs duties of a node, each at its interval, one after the other on one thread, until the loop is stopped. */
public final class DutyLoop implements Loop {

    private final List<Scheduled> duties = new ArrayList<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Pulse pulse = new Pulse(System::nanoTime);

    /** Runs each of these at once, and then at its interval. */
    public DutyLoop(List<Duty> duties) {
        duties.forEach(duty -> this.duties.add(new Scheduled(duty)));
    }

    @Override
    public void stop() {
        stop.countDown();
    }

    @Override
    public Pulse pulse() {
        return pulse;
    }

    @Override
    public void run() {
        try {
            do {
                for (Scheduled duty : duties) {
                    pulse.beginsSomething();
                    duty.runIfDue();
                }
                pulse.rests();
            } while (!stop.await(nanosToNext(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private long nanosToNext() {
        long now = System.nanoTime();
        return duties.stream().mapToLong(duty -> duty.next - now).min().orElse(Long.MAX_VALUE);
    }

    private static final class Scheduled {

        private final Duty duty;
        private final OutageLog outage;
        private long next;

        Scheduled(Duty duty) {
            this.duty = duty;
            this.outage = new OutageLog(duty.description());
            this.next = System.nanoTime();
        }

        void runIfDue() {
            if (next - System.nanoTime() > 0) {
                return;
            }
            boolean more = false;
            try {
                more = duty.runOnce();
                outage.worked();
            } catch (RuntimeException | Error failure) { // this thread must go on
                outage.failed(failure);
            }
            next = System.nanoTime() + (more ? 0 : duty.interval().toNanos());
        }
    }
}
