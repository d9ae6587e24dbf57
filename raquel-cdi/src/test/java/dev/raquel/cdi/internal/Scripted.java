package dev.raquel.cdi.internal;

import dev.raquel.Handling;
import dev.raquel.Job;
import dev.raquel.cdi.Queue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A handler that does for each job what its test says. */
@ApplicationScoped
class Scripted {

    static final String QUEUE = "scripted";
    static final String OUTSIDE = "outside";

    private static final Map<String, Script> SCRIPTS = new ConcurrentHashMap<>();

    /** What a handler does with a job and the application's data. */
    @FunctionalInterface
    interface Script {
        void run(Job<String> job, EntityManager data) throws Throwable;
    }

    /** The payload of a job that does this. */
    static String payload(Script script) {
        String name = UUID.randomUUID().toString();
        SCRIPTS.put(name, script);
        return name;
    }

    void on(@Observes @Queue(QUEUE) Job<String> job, EntityManager data) throws Throwable {
        Objects.requireNonNull(SCRIPTS.get(job.payload())).run(job, data);
    }

    void outside(
            @Observes @Queue(value = OUTSIDE, handling = Handling.NON_TRANSACTIONAL) Job<String> job,
            EntityManager data)
            throws Throwable {
        on(job, data);
    }
}
