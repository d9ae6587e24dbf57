package dev.raquel.cdi.it.application;

import dev.raquel.Job;
import dev.raquel.cdi.Queue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.jspecify.annotations.NullUnmarked;

/** A handler in a class whose calls are intercepted, with parameters and the scope of a request. */
@Audited
@ApplicationScoped
@NullUnmarked
public class AuditedClass {

    @Inject
    private Visit visit;

    void handle(@Observes @Queue("audited-class") Job<String> job, Parcel parcel, Visit same) {
        Diary.write("handled");
        Diary.write(visit.id().equals(same.id()) ? visit.id() : "two visits");
    }
}
