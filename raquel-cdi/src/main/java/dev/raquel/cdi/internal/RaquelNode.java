package dev.raquel.cdi.internal;

import dev.raquel.RaquelService;
import dev.raquel.cdi.internal.event.FiredEvents;
import dev.raquel.cdi.internal.event.ObserverCalls;
import dev.raquel.cdi.internal.handler.ObserverHandler;
import dev.raquel.cdi.internal.jta.CallersTransaction;
import dev.raquel.cdi.internal.jta.JtaTransactions;
import dev.raquel.cdi.internal.jta.OutsideTransactions;
import dev.raquel.cdi.internal.server.ModuleContexts;
import dev.raquel.cdi.internal.server.RequestScopedAttempts;
import dev.raquel.cdi.internal.server.ServerResources;
import dev.raquel.cdi.internal.settings.SettingRules;
import dev.raquel.cdi.internal.settings.Settings;
import dev.raquel.cdi.internal.unit.JobUnit;
import dev.raquel.cdi.internal.unit.MarkedUnit;
import dev.raquel.internal.Node;
import dev.raquel.internal.attempt.QueueHandler;
import dev.raquel.internal.dispatch.Dispatcher;
import dev.raquel.internal.local.AsyncOperations;
import dev.raquel.internal.store.AutoJoinSessions;
import dev.raquel.internal.store.Database;
import dev.raquel.spi.AttemptScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.NullUnmarked;

/**
 * The application's node: put together when it is first needed, with the application's handlers and a dispatcher that
 * is still to be started. Touches the database only when it is used. Safe for use by many threads.
 */
@ApplicationScoped
@NullUnmarked // the container makes a proxy by the empty constructor
public class RaquelNode {

    private static final Logger LOG = System.getLogger("dev.raquel");

    private final ApplicationNode node;

    /** For the container's proxy. */
    RaquelNode() {
        node = null;
    }

    @Inject
    RaquelNode(
            ServerResources server,
            MarkedUnit marked,
            OutsideTransactions outside,
            RequestScopedAttempts scope,
            ModuleContexts modules,
            Settings settings,
            RaquelExtension extension,
            BeanManager beans) {
        if (!settings.enabled()) {
            node = new SwitchedOff();
            LOG.log(Level.INFO, "The job queue is switched off in this application: raquel.enabled is false");
            return;
        }
        SettingRules.warnings(settings, extension.queues()).forEach(warning -> LOG.log(Level.WARNING, warning));
        SessionFactory unit = JobUnit.find(marked.find(extension.markedUnits()), settings.persistenceUnit());
        JtaTransactions transactions = new JtaTransactions(
                new CallersTransaction(server.userTransaction(), unit), server.synchronizationRegistry(), outside);
        ThreadFactory threads = work -> server.threads().newThread(work);
        AsyncOperations async = AsyncOperations.on(
                work -> server.executor().execute(work), settings.dispatcher().shutdownTimeout());
        ObserverCalls calls = new ObserverCalls(modules, outside(transactions));
        Node parts = new Node(
                new Database(unit, transactions, new AutoJoinSessions(unit)),
                Payloads.of(extension.payloadCodecs(), beans),
                scope,
                List.of(new FiredEvents(beans, scope, extension.eventObservers(), calls, async)),
                settings.dispatcher(),
                async,
                threads,
                null);
        List<QueueHandler> handlers = extension.handlers().stream()
                .map(method -> ObserverHandler.of(method, beans, modules, settings))
                .toList();
        Optional<Dispatching> dispatching = handlers.isEmpty()
                ? Optional.empty()
                : Optional.of(Dispatching.of(handlers, parts, settings, server, threads));
        node = new RunningNode(parts, async, threads, dispatching, settings.dispatches());
    }

    private static AttemptScope outside(JtaTransactions transactions) {
        return work -> transactions.outside(() -> {
            work.run();
            return work;
        });
    }

    /** The queue as the application sees it. */
    @Produces
    @ApplicationScoped
    RaquelService service() {
        return node.service();
    }

    /** What is wrong with the database; empty if it answers within this time, or nobody needs it. */
    public Optional<String> databaseProblem(Duration patience) {
        return node.databaseProblem(patience);
    }

    /** What claims jobs; empty if the application handles none. */
    public Optional<Dispatcher> dispatcher() {
        return node.dispatcher();
    }

    /**
     * Begins to claim jobs, unless the application handles none, is told not to, or has ended. If that fails, nothing
     * goes on.
     */
    public void start() {
        node.start();
    }

    /**
     * Stops claiming, waits for handlers and asynchronous operations that run, and ends our threads, the first time
     * this is called. What fails keeps nothing else from its end.
     */
    public void stop() {
        node.stop();
    }

    /** Nobody has started, and so nobody stops, the node of an application that only looks the service up. */
    void stopBeforeBeansAreGone(
            @Observes(notifyObserver = Reception.IF_EXISTS) @BeforeDestroyed(ApplicationScoped.class) Object event) {
        stop();
    }
}
