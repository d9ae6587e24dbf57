package dev.raquel.cdi.it.application;

import dev.raquel.Job;
import dev.raquel.JobInfo;
import dev.raquel.RaquelService;
import dev.raquel.cdi.Queue;
import jakarta.annotation.Resource;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.jspecify.annotations.NullUnmarked;

/** An EJB: it enqueues, writes and handles in the container's transactions. */
@Stateless
@NullUnmarked
public class Desk {

    /** The queue that it handles. */
    public static final String QUEUE = "desk";

    @Resource
    private SessionContext context;

    @Inject
    private RaquelService raquel;

    @Inject
    private Accounts accounts;

    public void open(String name) {
        accounts.open(name);
    }

    public JobInfo enqueue(String queue, Object payload) {
        return raquel.enqueue(queue, payload);
    }

    public JobInfo enqueueAndRollBack(String queue, Object payload) {
        JobInfo job = raquel.enqueue(queue, payload);
        context.setRollbackOnly();
        return job;
    }

    public JobInfo enqueueAndFail(String queue, Object payload) {
        raquel.enqueue(queue, payload);
        throw new IllegalStateException("refused");
    }

    public void handle(@Observes @Queue(QUEUE) Job<String> job) throws Exception {
        Scripts.run(job);
    }
}
