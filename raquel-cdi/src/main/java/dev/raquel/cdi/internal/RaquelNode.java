package dev.raquel.cdi.internal;

import dev.raquel.RaquelService;
import dev.raquel.internal.Node;
import dev.raquel.internal.attempt.QueueHandler;
import dev.raquel.internal.dispatch.Dispatcher;
import dev.raquel.internal.payload.JacksonPayloads;
import dev.raquel.internal.store.AutoJoinSessions;
import dev.raquel.spi.PayloadCodec;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.NullUnmarked;

/**
 * The application's node: put together when it is first needed, with the application's handlers and a dispatcher that is
 * still to be started. Touches the database only when it is used.
 */
@ApplicationScoped
@NullUnmarked // the container makes a proxy by the empty constructor
class RaquelNode {

    private final Node node;
    private final Optional<Dispatcher> dispatcher;

    /** For the container's proxy. */
    RaquelNode() {
        node = null;
        dispatcher = null;
    }

    @Inject
    RaquelNode(
            ServerResources server,
            OutsideTransactions outside,
            RequestScopedAttempts scope,
            Instance<PayloadCodec> payloads,
            Settings settings,
            RaquelExtension extension,
            BeanManager beans) {
        SessionFactory unit = JobUnit.of(server.entityManagerFactory());
        node = new Node(
                unit,
                new JtaTransactions(server.userTransaction(), server.synchronizationRegistry(), outside),
                new AutoJoinSessions(unit),
                payloads.isUnsatisfied() ? JacksonPayloads.withDefaults() : payloads.get(),
                scope,
                settings.dispatcher(),
                server.executor(),
                null);
        List<QueueHandler> handlers = extension.handlers().stream()
                .map(method -> ObserverHandler.of(method, beans))
                .toList();
        dispatcher = handlers.isEmpty()
                ? Optional.empty()
                : Optional.of(node.subscribe(handlers, server.executor(), server.threads()));
    }

    /** The queue as the application sees it. */
    @Produces
    @ApplicationScoped
    RaquelService service() {
        return node.service();
    }

    /** What claims jobs; empty if the application handles none. */
    Optional<Dispatcher> dispatcher() {
        return dispatcher;
    }
}
