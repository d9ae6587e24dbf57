package dev.raquel.cdi.internal;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/** The application's own data: what a handler or a business method writes. */
@Entity
@Table(name = "note")
@NullUnmarked
public class Note {

    @Id
    private String text;

    /** For Hibernate. */
    protected Note() {}

    public Note(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
