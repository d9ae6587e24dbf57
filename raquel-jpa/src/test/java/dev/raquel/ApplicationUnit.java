package dev.raquel;

import dev.raquel.testing.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.util.Map;

/** The persistence unit of an application over a test's database, with a small pool of Hibernate's own. */
public final class ApplicationUnit {

    private ApplicationUnit() {}

    /** A new factory, to be closed before the database. */
    public static EntityManagerFactory over(TestDatabase database) {
        return Persistence.createEntityManagerFactory(
                "application",
                Map.of(
                        "jakarta.persistence.jdbc.url", database.jdbcUrl(),
                        "jakarta.persistence.jdbc.user", database.user(),
                        "jakarta.persistence.jdbc.password", database.password(),
                        "hibernate.connection.pool_size", "20"));
    }
}
