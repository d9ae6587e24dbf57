package dev.raquel.cdi.it;

import jakarta.enterprise.context.RequestScoped;
import java.util.UUID;

/** What lives as long as a request, or a job. */
@RequestScoped
public class Visit {

    private final String id = UUID.randomUUID().toString();

    public String id() {
        return id;
    }
}
