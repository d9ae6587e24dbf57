package dev.raquel.internal.attempt;

import dev.raquel.Job;
import dev.raquel.JobInfo;
import dev.raquel.internal.lifecycle.ErrorText;
import dev.raquel.internal.lifecycle.Millis;
import dev.raquel.internal.lifecycle.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The job that a handler sees. Notes the outcome that the handler states; writes nothing. */
final class RunningJob implements Job<Object> {

    private final JobInfo info;
    private final @Nullable Object payload;
    private final BooleanSupplier stopRequested;
    private @Nullable Outcome stated;
    private boolean ended;

    RunningJob(JobInfo info, @Nullable Object payload, BooleanSupplier stopRequested) {
        this.info = info;
        this.payload = payload;
        this.stopRequested = stopRequested;
    }

    /** Ends the attempt: no outcome can be stated any more. Returns the one that was, or success. */
    synchronized Outcome end() {
        ended = true;
        return stated == null ? new Outcome.Succeeded() : stated;
    }

    @Override
    public JobInfo info() {
        return info;
    }

    @Override
    @SuppressWarnings("NullAway") // null exactly where the handler's T admits it: the row holds no payload
    public Object payload() {
        return payload;
    }

    @Override
    public boolean stopRequested() {
        return stopRequested.getAsBoolean();
    }

    @Override
    public void fail(String error) {
        state(new Outcome.Failed(ErrorText.of(Objects.requireNonNull(error, "error"))));
    }

    @Override
    public void fail(Throwable error) {
        state(new Outcome.Failed(ErrorText.of(Objects.requireNonNull(error, "error"))));
    }

    @Override
    public void giveUp(String error) {
        state(new Outcome.GivenUp(ErrorText.of(Objects.requireNonNull(error, "error"))));
    }

    @Override
    public void giveUp(Throwable error) {
        state(new Outcome.GivenUp(ErrorText.of(Objects.requireNonNull(error, "error"))));
    }

    @Override
    public void reschedule() {
        state(new Outcome.Rescheduled(null, null));
    }

    @Override
    public void reschedule(Duration delay) {
        state(new Outcome.Rescheduled(null, Millis.ofSpan("delay", delay)));
    }

    @Override
    public void reschedule(Instant at) {
        state(new Outcome.Rescheduled(Millis.ofStart("at", at), null));
    }

    @Override
    public void reschedule(Instant at, Duration delay) {
        state(new Outcome.Rescheduled(Millis.ofStart("at", at), Millis.ofSpan("delay", delay)));
    }

    @Override
    public void reject() {
        state(new Outcome.Rejected());
    }

    @Override
    public void cancel() {
        state(new Outcome.Cancelled());
    }

    private synchronized void state(Outcome outcome) {
        if (ended) {
            throw new IllegalStateException(
                    "The attempt of job " + info.id() + " has ended; state an outcome while the" + " handler runs");
        }
        if (stated != null) {
            throw new IllegalStateException("The outcome of job " + info.id() + " is stated already ("
                    + stated.getClass().getSimpleName() + "); an attempt has one outcome");
        }
        stated = outcome;
    }
}
