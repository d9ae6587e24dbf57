package dev.raquel.cdi.it.application;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.jspecify.annotations.NullUnmarked;

/** The application's own data. */
@Entity
@NullUnmarked
public class Account {

    @Id
    private String name;

    private boolean welcomed;

    /** For Hibernate. */
    protected Account() {}

    public Account(String name) {
        this.name = name;
    }

    public void welcome() {
        welcomed = true;
    }

    public boolean isWelcomed() {
        return welcomed;
    }
}
