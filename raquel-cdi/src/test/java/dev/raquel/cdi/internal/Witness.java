package dev.raquel.cdi.internal;

import dev.raquel.cdi.JobCancelled;
import dev.raquel.cdi.JobEvent;
import dev.raquel.cdi.JobExhausted;
import dev.raquel.cdi.Queue;
import dev.raquel.cdi.internal.server.ServerResources;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.NullUnmarked;

/** Notes what it observes, and then does what its test says. */
@ApplicationScoped
@NullUnmarked
class Witness {

    static final String PARCELS = "parcels";

    /** One observer's call. */
    record Seen(String observer, JobEvent event, String thread, int transactionStatus, UUID request) {

        UUID job() {
            return event.job().id();
        }
    }

    @FunctionalInterface
    interface Act {
        void on(JobEvent event) throws Exception;
    }

    @RequestScoped
    static class Request {

        private final UUID id = UUID.randomUUID();

        UUID id() {
            return id;
        }
    }

    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private volatile Act act = event -> {};

    @Inject
    ServerResources server;

    @Inject
    Request request;

    List<Seen> seen(UUID job) {
        return seen.stream().filter(one -> one.job().equals(job)).toList();
    }

    void act(Act act) {
        this.act = act;
    }

    void all(@Observes JobEvent event) throws Exception {
        note("all", event);
        act.on(event);
    }

    void exhausted(@Observes JobExhausted event) {
        note("exhausted", event);
    }

    void parcels(@Observes @Queue(PARCELS) JobExhausted event) {
        note("parcels", event);
    }

    void apart(@ObservesAsync @Queue(PARCELS) JobCancelled event) {
        note("apart", event);
        throw new IllegalStateException("nobody hears this");
    }

    private void note(String observer, JobEvent event) {
        TransactionSynchronizationRegistry registry = server.synchronizationRegistry();
        seen.add(new Seen(
                observer, event, Thread.currentThread().getName(), registry.getTransactionStatus(), request.id()));
    }
}
