package dev.raquel.cdi.it.application;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** What lives as long as a request, or a job. */
@RequestScoped
public class Visit {

    private static final List<String> ENDED = new CopyOnWriteArrayList<>();

    private final String id = UUID.randomUUID().toString();

    public String id() {
        return id;
    }

    @PreDestroy
    void end() {
        ENDED.add(id);
    }

    /** Those that are over. */
    public static List<String> ended() {
        return ENDED;
    }
}
