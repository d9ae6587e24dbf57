package dev.raquel.internal.service;

import dev.raquel.JobRequest;
import dev.raquel.JobStatus;
import dev.raquel.RetryPolicy;
import dev.raquel.internal.lifecycle.JobIds;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.lifecycle.Millis;
import dev.raquel.internal.lifecycle.RetryLimits;
import dev.raquel.spi.PayloadCodec;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns requests into rows. Touches no database. */
final class NewJobs {

    private final PayloadCodec payloads;
    private final Function<String, @Nullable RetryPolicy> policies;

    /** Where a request states no policy, that of the queue's handler counts. */
    NewJobs(PayloadCodec payloads, Function<String, @Nullable RetryPolicy> policies) {
        this.payloads = payloads;
        this.policies = policies;
    }

    /** The row for a request that is enqueued now. */
    JobState of(JobRequest request, long now) {
        return new JobState(
                JobIds.at(now),
                request.queue(),
                text(request.payload()),
                JobStatus.QUEUED,
                request.maxAge() == null ? null : Long.valueOf(Millis.ofSpan("maxAge", request.maxAge())),
                RetryLimits.of(policy(request)),
                now,
                start(request, now),
                0,
                0,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** The same request with its payload as text, for another thread to enqueue; refuses what no row can hold. */
    JobRequest written(JobRequest request) {
        JobRequest written = request.withPayload(new WrittenPayload(text(request.payload())));
        of(written, 0); // the moment makes no difference to what is refused
        return written;
    }

    private @Nullable String text(@Nullable Object payload) {
        return payload instanceof WrittenPayload written ? written.text() : payloads.write(payload);
    }

    private RetryPolicy policy(JobRequest request) {
        if (request.retryPolicy() != null) {
            return request.retryPolicy();
        }
        RetryPolicy handlers = policies.apply(request.queue());
        return handlers == null ? RetryPolicy.DEFAULT : handlers;
    }

    private static long start(JobRequest request, long now) {
        long from = request.at() == null ? now : Millis.ofStart("at", request.at());
        return Millis.plus(from, Millis.ofSpan("delay", request.delay()));
    }
}
