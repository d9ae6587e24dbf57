package dev.raquel.cdi.it.application;

import dev.raquel.Handling;
import dev.raquel.Job;
import dev.raquel.cdi.Queue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;

/** Handlers of each kind of transaction and concurrency. */
@ApplicationScoped
public class Handlers {

    public static final String PLAIN = "plain";
    public static final String LOCKED = "locked";
    public static final String TRANSACTIONAL = "transactional";
    public static final String ALONE = "alone";
    public static final String CROWD = "crowd";
    public static final String OUTSIDE = "outside";
    public static final String HASTY = "hasty";

    /** How many jobs of the crowd may run at a time. */
    public static final int CROWD_SIZE = 8;

    void plain(@Observes @Queue(PLAIN) Job<String> job) throws Exception {
        Scripts.run(job);
    }

    void locked(@Observes @Queue(value = LOCKED, handling = Handling.TRANSACTIONAL_LOCKED) Job<String> job)
            throws Exception {
        Scripts.run(job);
    }

    @Transactional
    void transactional(@Observes @Queue(TRANSACTIONAL) Job<String> job) throws Exception {
        Scripts.run(job);
    }

    void alone(@Observes @Queue(value = ALONE, concurrency = 1) Job<String> job) throws Exception {
        Scripts.run(job);
    }

    void crowd(@Observes @Queue(value = CROWD, concurrency = CROWD_SIZE) Job<String> job) throws Exception {
        Scripts.run(job);
    }

    void outside(@Observes @Queue(value = OUTSIDE, handling = Handling.NON_TRANSACTIONAL) Job<String> job)
            throws Exception {
        Scripts.run(job);
    }

    void hasty(
            @Observes @Queue(value = HASTY, handling = Handling.NON_TRANSACTIONAL, maxRunTime = "PT0.5S")
                    Job<String> job)
            throws Exception {
        Scripts.run(job);
    }
}
