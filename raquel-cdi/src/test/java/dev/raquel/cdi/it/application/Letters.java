package dev.raquel.cdi.it.application;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raquel.Job;
import dev.raquel.cdi.Queue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Handlers that take payloads of every kind, and remember them. */
@ApplicationScoped
public class Letters extends Mailbox<Letter> {

    private final Map<UUID, Object> read = new ConcurrentHashMap<>();

    void record(@Observes @Queue("letter") Job<Letter> job) {
        keep(job);
    }

    void list(@Observes @Queue("letters") Job<List<Letter>> job) {
        keep(job);
    }

    void map(@Observes @Queue("map") Job<Map<String, Object>> job) {
        keep(job);
    }

    void tree(@Observes @Queue("tree") Job<JsonNode> job) {
        keep(job);
    }

    void text(@Observes @Queue("text") Job<String> job) {
        keep(job);
    }

    @Override
    void keep(Job<?> job) {
        read.put(job.id(), job.payload());
    }

    /** What a handler was given for this job. */
    public Object read(UUID job) {
        return read.get(job);
    }
}
