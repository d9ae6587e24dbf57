package dev.raquel;

import dev.raquel.testing.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/** The persistence unit of an application over a test's database, with a small pool of Hibernate's own. */
public final class ApplicationUnit {

    private ApplicationUnit() {}

    /** A new factory, to be closed before the database. */
    public static EntityManagerFactory over(TestDatabase database) {
        return over(database, "application", Map.of());
    }

    /** The same over connections of the caller's. */
    public static EntityManagerFactory over(DataSource connections) {
        return Persistence.createEntityManagerFactory(
                "application", Map.of("jakarta.persistence.nonJtaDataSource", connections));
    }

    /** The same of any unit in {@code persistence.xml}, with properties besides. */
    public static EntityManagerFactory over(TestDatabase database, String unit, Map<String, ?> properties) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "jakarta.persistence.jdbc.url", database.jdbcUrl(),
                "jakarta.persistence.jdbc.user", database.user(),
                "jakarta.persistence.jdbc.password", database.password(),
                "hibernate.connection.pool_size", "20",
                "hibernate.connection.isolation", "READ_COMMITTED"));
        all.putAll(properties);
        return Persistence.createEntityManagerFactory(unit, all);
    }
}
