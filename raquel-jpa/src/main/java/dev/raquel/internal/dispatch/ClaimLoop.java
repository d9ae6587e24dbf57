package dev.raquel.internal.dispatch;

import dev.raquel.internal.claim.Claimed;
import dev.raquel.internal.claim.Claims;
import dev.raquel.internal.lane.Now;
import dev.raquel.internal.lane.QueueLane;
import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.internal.runner.Crew;
import dev.raquel.internal.runner.WakeUp;
import dev.raquel.internal.store.Contention;
import dev.raquel.internal.watch.Loop;
import dev.raquel.internal.watch.Pulse;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Claims due jobs of all lanes, as many as there is room for, and passes them on to runners. The only place that waits
 * for work. One thread runs it until it is stopped.
 */
final class ClaimLoop implements Loop, IdleRound.Member {

    private static final long PAUSE_AFTER_FAILURE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final List<QueueLane> allLanes;
    private final List<QueueLane> lanes;
    private final Crew crew;
    private final Claims claims;
    private final BooleanSupplier mayClaim;
    private final InstantSource clock;
    private final WakeUp wakeUp;
    private final IdleRound idleRound;
    private final ClaimOutages outages = new ClaimOutages();
    private final Pulse pulse = new Pulse(System::nanoTime);
    private volatile boolean stopped;
    private volatile Optional<Long> lastAnswer = Optional.empty();

    ClaimLoop(
            Collection<QueueLane> lanes,
            Crew crew,
            Claims claims,
            BooleanSupplier mayClaim,
            InstantSource clock,
            WakeUp wakeUp,
            IdleRound idleRound) {
        this.allLanes = List.copyOf(lanes);
        this.lanes = new ArrayList<>(lanes);
        this.crew = crew;
        this.claims = claims;
        this.mayClaim = mayClaim;
        this.clock = clock;
        this.wakeUp = wakeUp;
        this.idleRound = idleRound;
    }

    @Override
    public void stop() {
        stopped = true;
        wakeUp.signal();
    }

    /** When the database last answered a claim, on the JVM's timer. */
    Optional<Long> lastAnswer() {
        return lastAnswer;
    }

    @Override
    public Pulse pulse() {
        return pulse;
    }

    @Override
    public void run() {
        idleRound.join(this);
        try {
            while (!stopped) {
                long pause = claimAndTellPause();
                pulse.rests();
                wakeUp.await(pause);
            }
            lanes.forEach(this::handOverInDoubt);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            idleRound.leave(this);
        }
    }

    /** A claim whose answer was lost before the stop may have got jobs: they are handed over, to be given back. */
    private void handOverInDoubt(QueueLane lane) {
        try {
            List<ClaimedJob> recovered = claims.recoverInDoubt(lane.handler().queue());
            while (!recovered.isEmpty()) {
                crew.handOver(lane, recovered);
                crew.tend(lane);
                recovered = claims.recoverInDoubt(lane.handler().queue());
            }
        } catch (RuntimeException | Error unanswered) { // what it got is left to its lease
            outages.failed(lane.handler().queue(), unanswered);
        }
    }

    private long claimAndTellPause() {
        try {
            pulse.beginsSomething();
            crew.dismissLate();
            crew.giveBackAgain();
            askForIdleQueues();
            Collections.rotate(lanes, 1); // where threads are short, each queue is the first in turn
            for (QueueLane lane : lanes) {
                pulse.beginsSomething();
                claim(lane, Now.of(clock));
                crew.tend(lane);
            }
            return nanosToNextLook(Now.of(clock));
        } catch (RuntimeException | Error failure) { // the database has never told its time, or memory is short
            outages.failed(failure);
            return PAUSE_AFTER_FAILURE_NANOS;
        }
    }

    private long nanosToNextLook(Now now) {
        int freeThreads = crew.freeThreads(now.nanos());
        return lanes.stream()
                .mapToLong(lane -> lane.nanosToNextLook(now, freeThreads))
                .reduce(crew.nanosToNextCheck(now.nanos()), Math::min);
    }

    private void askForIdleQueues() {
        try {
            if (idleRound.ask(this)) {
                outages.worked();
            }
        } catch (RuntimeException | Error failure) {
            outages.failed(failure);
            idle(Now.of(clock)).forEach(lane -> lane.tryAgain(System.nanoTime(), false));
        }
    }

    @Override
    public List<QueueLane> idle(Now now) {
        if (stopped || !mayClaim.getAsBoolean()) {
            return List.of();
        }
        int freeThreads = crew.freeThreads(now.nanos());
        return allLanes.stream()
                .filter(lane -> lane.onlyPolls(now, freeThreads))
                .toList();
    }

    @Override
    public void told(Collection<QueueLane> asked, Set<String> due) {
        boolean any = false;
        for (QueueLane lane : allLanes) {
            if (asked.contains(lane)) {
                any = true;
                if (due.contains(lane.handler().queue())) {
                    lane.wake();
                    wakeUp.signal();
                } else {
                    lane.nothingDue(System.nanoTime());
                }
            }
        }
        if (any) {
            lastAnswer = Optional.of(System.nanoTime());
        }
    }

    private void claim(QueueLane lane, Now now) {
        int wanted = stopped ? 0 : lane.wanted(now, crew.freeThreads(now.nanos()));
        if (wanted == 0) {
            return;
        }
        if (!mayClaim.getAsBoolean()) {
            lane.tryAgain(now.nanos(), false);
            return;
        }
        Claimed got;
        try {
            got = claims.claim(lane.handler().queue(), wanted, lane.avoided(now.nanos()), lane.dueFrom(), now.millis());
            lastAnswer = Optional.of(System.nanoTime());
            outages.worked(lane.handler().queue());
        } catch (RuntimeException | Error failure) { // memory is short, for example
            boolean rivals = Contention.caused(failure);
            if (!rivals) {
                outages.failed(lane.handler().queue(), failure);
            }
            lane.tryAgain(System.nanoTime(), rivals);
            return;
        }
        lane.claimed(wanted, got, System.nanoTime());
        crew.handOver(lane, got.claims());
    }
}
