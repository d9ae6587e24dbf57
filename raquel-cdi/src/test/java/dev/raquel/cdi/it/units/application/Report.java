package dev.raquel.cdi.it.units.application;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.jspecify.annotations.NullUnmarked;

/** Lives in another unit, and another database. */
@Entity
@NullUnmarked
public class Report {

    @Id
    private String text;

    /** For Hibernate. */
    protected Report() {}
}
