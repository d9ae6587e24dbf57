package dev.raquel.cdi.it;

import dev.raquel.Job;
import dev.raquel.cdi.Queue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;

/** The handlers. */
@ApplicationScoped
@NullUnmarked
public class Mails {

    private final Set<String> visits = ConcurrentHashMap.newKeySet();
    private final Semaphore begun = new Semaphore(0);
    private final Semaphore mayEnd = new Semaphore(0);

    @PersistenceContext
    private EntityManager data;

    @Inject
    private Visit visit;

    void welcome(@Observes @Queue("welcome") Job<WelcomeEmail> job) {
        data.find(Account.class, job.payload().account()).welcome();
        visits.add(visit.id());
    }

    void fail(@Observes @Queue("failing") Job<Map<String, String>> job) throws IOException {
        data.persist(new Account(job.payload().get("account")));
        data.flush();
        throw new IOException("no route to host");
    }

    void wait(@Observes @Queue(value = "crowd", concurrency = 8) Job<String> job) throws InterruptedException {
        begun.release();
        mayEnd.acquire();
        mayEnd.release();
    }

    public Set<String> visits() {
        return visits;
    }

    /** Waits for the first of the crowd to begin. */
    public boolean hasBegun() throws InterruptedException {
        return begun.tryAcquire(30, TimeUnit.SECONDS);
    }

    public void endCrowd() {
        mayEnd.release();
    }
}
