package dev.raquel.cdi.it.redeploy.application;

import dev.raquel.Handling;
import dev.raquel.Job;
import dev.raquel.cdi.Queue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.jspecify.annotations.NullUnmarked;

/**
 * Writes an effect for each job. Payloads say how many milliseconds that takes, and whether it fails the first time.
 */
@ApplicationScoped
@NullUnmarked
public class Work {

    public static final String INSIDE = "inside";
    public static final String OUTSIDE = "outside";

    @Inject
    private Effects effects;

    void inside(@Observes @Queue(INSIDE) Job<String> job) {
        work(job);
    }

    void outside(@Observes @Queue(value = OUTSIDE, handling = Handling.NON_TRANSACTIONAL) Job<String> job) {
        work(job);
    }

    private void work(Job<String> job) {
        String[] orders = job.payload().split(" ", 2);
        effects.write(job.info(), Integer.parseInt(orders[0]));
        if (orders.length > 1 && job.info().failures() == 0) {
            throw new IllegalStateException(orders[1]);
        }
    }
}
