package dev.raquel.cdi.it;

import dev.raquel.JobInfo;
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

    @Inject
    private RaquelService raquel;

    private JobInfo job;

    @PostConstruct
    void enqueue() {
        job = raquel.enqueue("opening", "first of all");
    }

    /** What was enqueued. */
    public JobInfo job() {
        return job;
    }
}
