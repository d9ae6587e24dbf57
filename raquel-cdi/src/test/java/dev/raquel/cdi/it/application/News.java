package dev.raquel.cdi.it.application;

import dev.raquel.RaquelService;
import dev.raquel.cdi.JobEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.NullUnmarked;

/** Hears what becomes of jobs, and looks at them then. */
@ApplicationScoped
@NullUnmarked
public class News {

    private static final Map<UUID, List<String>> HEARD = new ConcurrentHashMap<>();

    @Inject
    private RaquelService raquel;

    void hear(@Observes JobEvent event) {
        UUID id = event.job().id();
        String found = event.getClass().getSimpleName() + ": "
                + raquel.get(id).orElseThrow().status();
        HEARD.computeIfAbsent(id, first -> new CopyOnWriteArrayList<>()).add(found);
    }

    /** The events about a job, each with the status that the job had in the table. */
    public static List<String> about(UUID job) {
        return HEARD.getOrDefault(job, List.of());
    }
}
