package dev.raquel.cdi.it.application;

import dev.raquel.Job;
import dev.raquel.cdi.Queue;
import jakarta.enterprise.event.Observes;

/** Leaves to its subclasses what it handles. */
public abstract class Mailbox<T> {

    void any(@Observes @Queue("mailbox") Job<T> job) {
        keep(job);
    }

    abstract void keep(Job<?> job);
}
