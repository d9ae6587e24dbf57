package dev.raquel.cdi.internal;

import dev.raquel.cdi.JobEvent;
import dev.raquel.cdi.internal.server.ServerResources;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.EventMetadata;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.NullUnmarked;

/** Hears everything that is fired, before anybody else, forgets a transaction, and throws. */
@ApplicationScoped
@NullUnmarked
class Auditor {

    /** An event, and what it is said to be. */
    record Entry(Object event, EventMetadata metadata) {}

    /** An event that is fired by an observer of another one. */
    record Remark(Object about) {}

    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    @Inject
    Event<Remark> remarks;

    List<Entry> entries() {
        return entries;
    }

    @Inject
    ServerResources server;

    void everything(@Observes @Priority(1) Object event, EventMetadata metadata) throws Exception {
        entries.add(new Entry(event, metadata));
        if (event instanceof JobEvent) {
            remarks.fire(new Remark(event));
            server.userTransaction().begin();
            throw new IllegalStateException("nobody else shall hear this");
        }
    }
}
