package dev.raquel.internal.attempt;

import dev.raquel.Handling;
import dev.raquel.JobHandler;
import java.lang.reflect.Type;

/**
 * What runs for the jobs of one queue, and how.
 *
 * @param queue the queue
 * @param payloadType as what the payload is read
 * @param handling how attempt and transaction go together
 * @param concurrency how many attempts this node runs at a time, 1 or more
 * @param handler the code; gets jobs whose payload is of {@code payloadType}
 * @param description what to call it in logs
 */
public record QueueHandler(
        String queue,
        Type payloadType,
        Handling handling,
        int concurrency,
        JobHandler<Object> handler,
        String description) {

    /** Checks the number of threads. */
    public QueueHandler {
        if (concurrency < 1) {
            throw new IllegalArgumentException(
                    "The concurrency of queue '" + queue + "' is " + concurrency + "; give 1 or more");
        }
    }
}
