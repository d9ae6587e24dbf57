package dev.raquel.cdi.it.units.application;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.jspecify.annotations.NullUnmarked;

/** What business code and handlers write: once only, or the primary key fails. */
@Entity
@NullUnmarked
public class Effect {

    @Id
    private String text;

    private String application;

    /** For Hibernate. */
    protected Effect() {}

    public Effect(String text, String application) {
        this.text = text;
        this.application = application;
    }
}
