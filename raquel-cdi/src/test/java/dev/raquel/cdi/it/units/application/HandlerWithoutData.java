package dev.raquel.cdi.it.units.application;

import dev.raquel.Job;
import dev.raquel.cdi.Queue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Handles jobs that are nowhere. */
@ApplicationScoped
public class HandlerWithoutData {

    void handle(@Observes @Queue("nowhere") Job<String> job) {}
}
