package dev.raquel.internal.dispatch;

import dev.raquel.internal.claim.Claimed;
import dev.raquel.internal.claim.Claims;
import dev.raquel.internal.duty.OutageLog;
import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.internal.store.Contention;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/**
 * Claims due jobs of all lanes, as many as there is room for, and passes them on. The only place that waits for work. One
 * thread runs it until it is stopped.
 */
final class ClaimLoop implements Runnable {

    private static final long PAUSE_AFTER_FAILURE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final List<QueueLane> lanes;
    private final ThreadAllowance<?> threads;
    private final Runnable giveBackLate;
    private final Claims claims;
    private final BooleanSupplier mayClaim;
    private final BiConsumer<QueueLane, ClaimedJob> claimed;
    private final InstantSource clock;
    private final WakeUp wakeUp;
    private final OutageLog outage = new OutageLog("Claiming jobs");
    private volatile boolean stopped;
    private volatile Optional<Long> lastAnswer = Optional.empty();

    ClaimLoop(
            Collection<QueueLane> lanes,
            ThreadAllowance<?> threads,
            Runnable giveBackLate,
            Claims claims,
            BooleanSupplier mayClaim,
            BiConsumer<QueueLane, ClaimedJob> claimed,
            InstantSource clock,
            WakeUp wakeUp) {
        this.lanes = new ArrayList<>(lanes);
        this.threads = threads;
        this.giveBackLate = giveBackLate;
        this.claims = claims;
        this.mayClaim = mayClaim;
        this.claimed = claimed;
        this.clock = clock;
        this.wakeUp = wakeUp;
    }

    void stop() {
        stopped = true;
        wakeUp.signal();
    }

    /** When the database last answered a claim, on the JVM's timer. */
    Optional<Long> lastAnswer() {
        return lastAnswer;
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                wakeUp.await(claimAndTellPause());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private long claimAndTellPause() {
        try {
            giveBackLate.run();
            Collections.rotate(lanes, 1); // where threads are short, each queue is the first in turn
            for (QueueLane lane : lanes) {
                claim(lane, Now.of(clock));
            }
            return nanosToNextLook(Now.of(clock));
        } catch (RuntimeException | Error failure) { // the database has never told its time, or memory is short
            outage.failed(failure);
            return PAUSE_AFTER_FAILURE_NANOS;
        }
    }

    private long nanosToNextLook(Now now) {
        long nextCheck = threads.nanosToNextCheck(now.nanos());
        return threads.room(now.nanos()) == 0
                ? nextCheck
                : lanes.stream().mapToLong(lane -> lane.nanosToNextLook(now)).reduce(nextCheck, Math::min);
    }

    private void claim(QueueLane lane, Now now) {
        int room = stopped ? 0 : threads.room(now.nanos());
        int wanted = room == 0 ? 0 : Math.min(room, lane.wanted(now));
        if (wanted == 0) {
            return;
        }
        if (!mayClaim.getAsBoolean()) {
            lane.tryAgain(now.nanos(), false);
            return;
        }
        Claimed got;
        try {
            got = claims.claim(lane.handler().queue(), wanted, lane.avoided(now.nanos()), now.millis());
            lastAnswer = Optional.of(System.nanoTime());
            outage.worked();
        } catch (RuntimeException failure) {
            boolean rivals = Contention.caused(failure);
            if (!rivals) {
                outage.failed(failure);
            }
            lane.tryAgain(System.nanoTime(), rivals);
            return;
        }
        lane.claimed(wanted, got, System.nanoTime());
        got.claims().forEach(claim -> claimed.accept(lane, claim));
    }
}
