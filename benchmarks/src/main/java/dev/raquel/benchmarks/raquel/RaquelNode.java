package dev.raquel.benchmarks.raquel;

import com.zaxxer.hikari.HikariDataSource;
import dev.raquel.Raquel;
import dev.raquel.benchmarks.database.Database;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The library in Java SE, over a pool of its own. */
public record RaquelNode(HikariDataSource pool, EntityManagerFactory factory, Raquel raquel) implements AutoCloseable {

    /** Opens it. The table must be there before it is used. */
    public static RaquelNode over(Database database, int poolSize) {
        return over(database, poolSize, Map.of());
    }

    /** The same with properties of Hibernate besides. */
    public static RaquelNode over(Database database, int poolSize, Map<String, ?> properties) {
        return over(database.pool(poolSize, false), properties);
    }

    /** A node that tells other nodes of jobs, and hears of theirs. */
    public static RaquelNode notified(Database database, int poolSize) {
        return over(database.pool(poolSize, false), Map.of(), settings -> settings.notifyNodes(true));
    }

    /** The same over a pool that is closed with it, and whose connections do not commit by themselves. */
    public static RaquelNode over(HikariDataSource pool, Map<String, ?> properties) {
        return over(pool, properties, UnaryOperator.identity());
    }

    /** The same, set up otherwise. */
    public static RaquelNode over(
            HikariDataSource pool, Map<String, ?> properties, UnaryOperator<Raquel.Builder> settings) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put("jakarta.persistence.nonJtaDataSource", pool);
        // The pool's connections do not commit by themselves, so Hibernate need not ask each time.
        all.put("hibernate.connection.provider_disables_autocommit", "true");
        EntityManagerFactory factory = Persistence.createEntityManagerFactory("benchmarks", all);
        return new RaquelNode(
                pool, factory, settings.apply(Raquel.over(factory)).build());
    }

    @Override
    public void close() {
        raquel.close();
        factory.close();
        pool.close();
    }
}
