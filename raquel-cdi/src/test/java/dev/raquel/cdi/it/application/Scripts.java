package dev.raquel.cdi.it.application;

import dev.raquel.Job;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** What handlers do for a job, as its test says. */
public final class Scripts {

    private static final Map<String, Script> SCRIPTS = new ConcurrentHashMap<>();

    private Scripts() {}

    /** What a handler does with a job. */
    @FunctionalInterface
    public interface Script {
        void run(Job<String> job) throws Exception;
    }

    /** The payload of a job for which this is done. */
    public static String payload(Script script) {
        String name = UUID.randomUUID().toString();
        SCRIPTS.put(name, script);
        return name;
    }

    static void run(Job<String> job) throws Exception {
        Objects.requireNonNull(SCRIPTS.get(job.payload())).run(job);
    }
}
