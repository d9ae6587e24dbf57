package dev.raquel.jpa;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Something of an application's that has nothing to do with jobs. */
@Entity
@Table(name = "reports")
class Report {

    @Id
    private long id;

    protected Report() {}
}
