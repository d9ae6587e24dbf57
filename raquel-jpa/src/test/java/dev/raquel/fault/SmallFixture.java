package dev.raquel.fault;

import static java.util.Collections.nCopies;

import dev.raquel.ApplicationUnit;
import dev.raquel.JobInfo;
import dev.raquel.Raquel;
import dev.raquel.fault.node.NodeSettings;
import dev.raquel.fault.node.PooledConnections;
import dev.raquel.fault.site.SharedSite;
import dev.raquel.fault.wire.FaultyJdbc;
import dev.raquel.fault.wire.TcpProxy;
import dev.raquel.testing.PostgresDatabase;
import dev.raquel.testing.TestDatabase;
import io.agroal.api.AgroalDataSource;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A database, and nodes in this JVM whose connections can be made to fail, for faults at a moment of one's choice. */
final class SmallFixture implements AutoCloseable {

    static final String QUEUE = "small";

    final SharedSite site;
    final TcpProxy proxy;
    final FaultyJdbc faults = new FaultyJdbc(1);
    private final List<AutoCloseable> toClose = new ArrayList<>();

    /** PostgreSQL. */
    SmallFixture() {
        this(PostgresDatabase.fresh());
    }

    SmallFixture(TestDatabase database) {
        site = new SharedSite(database);
        proxy = new TcpProxy(site.port());
    }

    /** The builder of a node with a pool of this size, through the proxy. */
    Raquel.Builder node(int poolSize) {
        return node(poolSize, site.url(proxy.port()));
    }

    Raquel.Builder node(int poolSize, String url) {
        AgroalDataSource pool =
                PooledConnections.pool(url, site.user(), site.password(), poolSize, NodeSettings.SOCKET_TIMEOUT);
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
        insertJobs(QUEUE, count);
    }

    void insertJobs(String queue, int count) {
        String row = "('" + queue + "', '{}', 1)";
        site.execute(
                "insert into jobs (queue, payload, scheduled_at) values " + String.join(", ", nCopies(count, row)));
    }

    /** The effect of one job, in a transaction of the caller's. */
    static void writeEffect(EntityManager entityManager, UUID job) {
        writeEffect(entityManager, job, 1);
    }

    /** The effect of one job, and a number by which the test knows it. */
    static void writeEffect(EntityManager entityManager, UUID job, int mark) {
        entityManager
                .createNativeQuery("insert into fault_effects (job, attempt) values (:job, :mark)")
                .setParameter("mark", mark)
                .setParameter("job", job.getMostSignificantBits())
                .executeUpdate();
    }

    long effects() {
        return site.count("select count(*) from fault_effects");
    }

    long jobs(String condition) {
        return site.count("select count(*) from jobs where " + condition);
    }

    boolean is(JobInfo job, String condition) {
        return jobs("id = '" + job.id() + "' and " + condition) == 1;
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
