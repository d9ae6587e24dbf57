package dev.raquel.internal.attempt;

import dev.raquel.Handling;
import dev.raquel.JobHandler;
import dev.raquel.RetryPolicy;
import dev.raquel.internal.lifecycle.Causes;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What runs for the jobs of one queue, and how.
 *
 * @param queue the queue
 * @param payloadType as what the payload is read
 * @param handling how attempt and transaction go together
 * @param concurrency how many attempts this node runs at a time, 1 or more
 * @param calls the code, and how it is called
 * @param description what to call it in logs
 * @param retryPolicy for jobs enqueued on this node whose request states none; null if the handler states none either
 * @param hopeless the exceptions that exhaust a job at once
 * @param maxRunTime for how long the lease of a running job is renewed; null for as long as it runs
 * @param settings what the node's configuration says of the queue
 */
public record QueueHandler(
        String queue,
        Type payloadType,
        Handling handling,
        int concurrency,
        Calls calls,
        String description,
        @Nullable RetryPolicy retryPolicy,
        Set<Class<? extends Throwable>> hopeless,
        @Nullable Duration maxRunTime,
        QueueSettings settings) {

    /** A handler of which the node's configuration says nothing. */
    public QueueHandler(
            String queue,
            Type payloadType,
            Handling handling,
            int concurrency,
            Calls calls,
            String description,
            @Nullable RetryPolicy retryPolicy,
            Set<Class<? extends Throwable>> hopeless,
            @Nullable Duration maxRunTime) {
        this(
                queue,
                payloadType,
                handling,
                concurrency,
                calls,
                description,
                retryPolicy,
                hopeless,
                maxRunTime,
                QueueSettings.NONE);
    }

    /** A handler of single jobs that leaves retries to the requests. */
    public QueueHandler(
            String queue,
            Type payloadType,
            Handling handling,
            int concurrency,
            JobHandler<Object> handler,
            String description) {
        this(queue, payloadType, handling, concurrency, Calls.ofEach(handler, 1), description, null, Set.of(), null);
    }

    /** Checks the number of threads. */
    public QueueHandler {
        if (concurrency < 1) {
            throw new IllegalArgumentException(
                    "The concurrency of queue '" + queue + "' is " + concurrency + "; give 1 or more");
        }
    }

    /** How long the handler's transactions may take; zero for the default. */
    Duration transactionTimeout() {
        Duration set = settings.transactionTimeout();
        return set == null ? Duration.ZERO : set;
    }

    /** Whether another attempt makes no sense after this exception: it, or what led to it, is declared hopeless. */
    boolean givesUpOn(Throwable thrown) {
        return Causes.any(thrown, link -> hopeless.stream().anyMatch(kind -> kind.isInstance(link)));
    }
}
