package dev.raquel.contract;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What handlers write in these tests: one row for each effect, with a name that must be unique. */
@Entity
@Table(name = "effects")
public class Effect {

    @Id
    @Column(length = 100)
    private String name;

    protected Effect() {}

    Effect(String name) {
        this.name = name;
    }
}
