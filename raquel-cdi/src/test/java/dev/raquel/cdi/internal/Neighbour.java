package dev.raquel.cdi.internal;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.EventMetadata;

/** Hears everything, and notes what tells it about that. Knows nothing of the library. */
@Dependent
public class Neighbour {

    void hear(@Observes Object event, EventMetadata metadata) {
        if (event instanceof StringBuilder note) {
            note.append(metadata.getClass().getName());
        }
    }
}
