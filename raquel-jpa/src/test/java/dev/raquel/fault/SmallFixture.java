package dev.raquel.fault;

import dev.raquel.ApplicationUnit;
import dev.raquel.JobInfo;
import dev.raquel.Raquel;
import dev.raquel.fault.node.NodeSettings;
import dev.raquel.fault.node.PooledConnections;
import dev.raquel.fault.site.SharedSite;
import dev.raquel.fault.wire.FaultyJdbc;
import dev.raquel.fault.wire.TcpProxy;
import dev.raquel.testing.PostgresDatabase;
import io.agroal.api.AgroalDataSource;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** PostgreSQL, and one node in this JVM whose connections can be made to fail, for faults at a moment of one's choice. */
final class SmallFixture implements AutoCloseable {

    static final String QUEUE = "small";

    final SharedSite site = new SharedSite(PostgresDatabase.fresh());
    final TcpProxy proxy = new TcpProxy(site.port());
    final FaultyJdbc faults = new FaultyJdbc(1);
    private final List<AutoCloseable> toClose = new ArrayList<>();

    /** The builder of a node with a pool of this size. */
    Raquel.Builder node(int poolSize) {
        AgroalDataSource pool = PooledConnections.pool(
                site.url(proxy.port()), site.user(), site.password(), poolSize, NodeSettings.SOCKET_TIMEOUT);
        EntityManagerFactory factory = ApplicationUnit.over(faults.around(pool));
        toClose.add(0, pool);
        toClose.add(0, factory);
        return Raquel.over(factory);
    }

    /** One more thing to be closed, before what was made before it. */
    <T extends AutoCloseable> T closing(T resource) {
        toClose.add(0, resource);
        return resource;
    }

    void insertJobs(int count) {
        site.execute("insert into jobs (queue, payload, scheduled_at) select '" + QUEUE
                + "', '{}', 1 from generate_series(1, " + count + ")");
    }

    /** The effect of one job, in a transaction of the caller's. */
    static void writeEffect(EntityManager entityManager, UUID job) {
        entityManager
                .createNativeQuery("insert into fault_effects (job, attempt) values (:job, 1)")
                .setParameter("job", job.getMostSignificantBits())
                .executeUpdate();
    }

    long effects() {
        return count("select count(*) from fault_effects");
    }

    long jobs(String condition) {
        return count("select count(*) from jobs where " + condition);
    }

    boolean is(JobInfo job, String condition) {
        return jobs("id = '" + job.id() + "' and " + condition) == 1;
    }

    private long count(String sql) {
        try (Connection connection = site.connect();
                ResultSet result = connection.createStatement().executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() throws Exception {
        proxy.restore();
        for (AutoCloseable resource : toClose) {
            resource.close();
        }
        proxy.close();
        site.close();
    }
}
