package dev.raquel.cdi.internal;

import com.arjuna.ats.arjuna.common.ObjectStoreEnvironmentBean;
import com.arjuna.ats.arjuna.common.arjPropertyManager;
import com.arjuna.ats.internal.arjuna.objectstore.VolatileStore;
import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple;
import com.arjuna.ats.jta.cdi.TransactionExtension;
import com.arjuna.common.internal.util.propertyservice.BeanPopulator;
import dev.raquel.RaquelService;
import dev.raquel.cdi.Jobs;
import dev.raquel.cdi.internal.jta.JtaTransactions;
import dev.raquel.cdi.internal.jta.OutsideTransactions;
import dev.raquel.cdi.internal.server.ModuleContexts;
import dev.raquel.cdi.internal.server.RequestScopedAttempts;
import dev.raquel.cdi.internal.server.ServerResources;
import dev.raquel.cdi.internal.settings.SettingMessages;
import dev.raquel.cdi.internal.settings.Settings;
import dev.raquel.cdi.internal.start.DispatcherLifecycle;
import dev.raquel.cdi.internal.unit.MarkedUnit;
import dev.raquel.testing.TestDatabase;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.agroal.narayana.NarayanaTransactionIntegration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import jakarta.transaction.TransactionScoped;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import java.lang.annotation.Annotation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;

/**
 * A server's parts in one process: CDI, JTA with a real connection pool, Hibernate, threads. Polls so rarely that a job
 * which no wake-up announces is never run within a test.
 */
final class InProcessServer implements AutoCloseable {

    /** How many connections the pool has. */
    static final int CONNECTIONS = 20;

    private static final List<Class<?>> LIBRARY = List.of(
            RaquelNode.class,
            MarkedUnit.class,
            OutsideTransactions.class,
            RequestScopedAttempts.class,
            ModuleContexts.class,
            Settings.class,
            DispatcherLifecycle.class);

    static {
        // Nothing that these transactions leave behind is worth a file.
        arjPropertyManager.getObjectStoreEnvironmentBean().setObjectStoreType(VolatileStore.class.getName());
        for (String store : List.of("communicationStore", "stateStore")) {
            BeanPopulator.getNamedInstance(ObjectStoreEnvironmentBean.class, store)
                    .setObjectStoreType(VolatileStore.class.getName());
        }
        System.setProperty(Settings.POLL_INTERVAL, "PT30M");
    }

    static final String EXECUTOR = "java:comp/TwoThreads";

    private final Map<String, String> settings;
    private final TestDatabase database;
    private final AgroalDataSource pool;
    private final EntityManagerFactory unit;
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final ExecutorService twoThreads = Executors.newFixedThreadPool(2);
    private volatile int mostThreads = Integer.MAX_VALUE;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final UserTransaction user = com.arjuna.ats.jta.UserTransaction.userTransaction();
    private final TransactionSynchronizationRegistry registry = new TransactionSynchronizationRegistryImple();
    private final WeldContainer beans;

    /** Deploys an application that consists of these beans, without starting the dispatcher. */
    InProcessServer(TestDatabase database, Class<?>... application) {
        this(Map.of(), database, application);
    }

    /** The same with these settings, which hold for the whole process until it is undeployed. */
    InProcessServer(Map<String, String> settings, TestDatabase database, Class<?>... application) {
        this.settings = settings;
        settings.forEach(System::setProperty);
        this.database = database.migrate();
        database.execute("create table note (text varchar(100) primary key)");
        pool = pool(database);
        unit = Persistence.createEntityManagerFactory("shop", Map.of("jakarta.persistence.jtaDataSource", pool));
        beans = weld(application).addExtension(new Supply()).initialize();
    }

    /** A container with the library and these beans, as a server would find them by their annotations. */
    static Weld weld(Class<?>... application) {
        return new Weld()
                .disableDiscovery()
                .addExtensions(new RaquelExtension(), new TransactionExtension())
                .addBeanClasses(LIBRARY.toArray(Class<?>[]::new))
                .addBeanClasses(application);
    }

    InProcessServer start() {
        bean(DispatcherLifecycle.class).start();
        return this;
    }

    <T> T bean(Class<T> type, Annotation... qualifiers) {
        return beans.select(type, qualifiers).get();
    }

    RaquelService raquel() {
        return bean(RaquelService.class);
    }

    JtaTransactions transactions() {
        return new JtaTransactions(user, registry, bean(OutsideTransactions.class));
    }

    EntityManagerFactory unit() {
        return unit;
    }

    UserTransaction user() {
        return user;
    }

    /** A request as a browser makes it: with a request scope, on the calling thread. */
    void inRequest(Runnable work) {
        RequestContextController request = bean(RequestContextController.class);
        request.activate();
        try {
            work.run();
        } finally {
            request.deactivate();
        }
    }

    /** How many rows this query counts, in a connection of its own. */
    long count(String fromAndWhere) {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from " + fromAndWhere)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(fromAndWhere, e);
        }
    }

    /** A connection of the pool, for somebody who has no transaction. */
    Connection connection() throws SQLException {
        return pool.getConnection();
    }

    /** Runs a statement, in a connection that is not the pool's. */
    void execute(String sql) {
        database.execute(sql);
    }

    /** How many connections are in use. */
    long connectionsInUse() {
        return pool.getMetrics().activeCount();
    }

    /** The threads made for the queue that live. */
    List<Thread> ownThreads() {
        return threads.stream().filter(Thread::isAlive).toList();
    }

    /** Refuses to make more threads than so many. */
    void refuseThreadsAfter(int most) {
        mostThreads = most;
    }

    /** Ends the application; the database stays to be looked at. */
    void undeploy() {
        if (beans.isRunning()) {
            beans.close();
            settings.keySet().forEach(System::clearProperty);
        }
    }

    @Override
    public void close() {
        undeploy();
        unit.close();
        executor.shutdown();
        twoThreads.shutdown();
        try {
            if (!executor.awaitTermination(30, TimeUnit.SECONDS)
                    || !twoThreads.awaitTermination(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("A handler still runs");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        pool.close();
        database.close();
    }

    private AgroalDataSource pool(TestDatabase database) {
        var settings = new AgroalDataSourceConfigurationSupplier()
                .metricsEnabled()
                .connectionPoolConfiguration(connections -> connections
                        .maxSize(CONNECTIONS)
                        .acquisitionTimeout(Duration.ofSeconds(10))
                        .transactionIntegration(new NarayanaTransactionIntegration(
                                com.arjuna.ats.jta.TransactionManager.transactionManager(), registry))
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(database.jdbcUrl())
                                .principal(new NamePrincipal(database.user()))
                                .credential(new SimplePassword(database.password()))));
        try {
            return AgroalDataSource.from(settings);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Puts a server's beans beside those of the application. */
    private final class Supply implements Extension {

        void add(@Observes AfterBeanDiscovery event) {
            event.addBean()
                    .addType(ServerResources.class)
                    .scope(ApplicationScoped.class)
                    .createWith(context -> new Resources());
            event.addBean()
                    .addType(EntityManagerFactory.class)
                    .addQualifier(Jobs.Literal.INSTANCE)
                    .createWith(context -> unit);
            event.<EntityManager>addBean()
                    .addType(EntityManager.class)
                    .scope(TransactionScoped.class)
                    .createWith(context -> unit.createEntityManager())
                    .destroyWith((manager, context) -> manager.close());
        }
    }

    /** What a server injects. */
    private final class Resources implements ServerResources {

        @Override
        public UserTransaction userTransaction() {
            return user;
        }

        @Override
        public TransactionSynchronizationRegistry synchronizationRegistry() {
            return registry;
        }

        @Override
        public Executor executor() {
            return executor;
        }

        @Override
        public Executor executor(String name) {
            if (!name.equals(EXECUTOR)) {
                throw new IllegalStateException(SettingMessages.noExecutor(name, "nothing is bound to this name"));
            }
            return twoThreads;
        }

        @Override
        public Executor contextHere() {
            return Runnable::run;
        }

        @Override
        public ThreadFactory threads() {
            return work -> {
                if (threads.size() >= mostThreads) {
                    throw new RejectedExecutionException("no more threads");
                }
                Thread thread = new Thread(work);
                threads.add(thread);
                return thread;
            };
        }
    }
}
