package dev.raquel.cdi.it.application;

import dev.raquel.RaquelService;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import org.jspecify.annotations.NullUnmarked;

/** Enqueues while the application starts, in a transaction of the container: nobody has used the queue before. */
@Singleton
@Startup
@DependsOn("Tables")
@NullUnmarked
public class Opening {

    /** What its job carries. */
    public static final String PAYLOAD = "first of all";

    @Inject
    private RaquelService raquel;

    @PostConstruct
    void enqueue() {
        raquel.enqueue("opening", PAYLOAD);
    }
}
