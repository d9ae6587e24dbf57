package dev.raquel.cdi.it.application;

import dev.raquel.Job;
import dev.raquel.cdi.Queue;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;

/** A handler whose own calls are intercepted, in a bean of each job's own. */
@RequestScoped
public class AuditedMethod {

    @Audited
    void handle(@Observes @Queue("audited-method") Job<String> job) {
        Diary.write("handled");
    }
}
