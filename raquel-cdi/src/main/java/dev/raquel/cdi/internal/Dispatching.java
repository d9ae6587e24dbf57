package dev.raquel.cdi.internal;

import dev.raquel.cdi.internal.server.HandlerThreads;
import dev.raquel.cdi.internal.server.ServerResources;
import dev.raquel.cdi.internal.server.ServerSuspension;
import dev.raquel.cdi.internal.settings.Settings;
import dev.raquel.internal.Node;
import dev.raquel.internal.attempt.QueueHandler;
import dev.raquel.internal.dispatch.Dispatcher;
import dev.raquel.internal.local.Endings;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/** The dispatcher of the application's handlers, with its threads. Started and stopped by one thread at a time. */
final class Dispatching {

    private final Dispatcher dispatcher;
    private final HandlerThreads threads;
    private Optional<ServerSuspension> suspension = Optional.empty();

    private Dispatching(Dispatcher dispatcher, HandlerThreads threads) {
        this.dispatcher = dispatcher;
        this.threads = threads;
    }

    /** That of these handlers, still to be started; its own threads are made by this factory. */
    static Dispatching of(
            List<QueueHandler> handlers, Node node, Settings settings, ServerResources server, ThreadFactory own) {
        HandlerThreads threads = HandlerThreads.of(handlers, settings, server);
        return new Dispatching(node.subscribe(handlers, threads.executor(), threads.allowance(), own), threads);
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    /** Begins to claim jobs, unless and while the server is suspended. */
    void start() {
        suspension = Optional.of(ServerSuspension.watch(dispatcher));
        dispatcher.start();
    }

    /** Stops claiming, and waits for handlers as long as the settings allow. */
    void stop() {
        Endings.all(() -> suspension.ifPresent(ServerSuspension::close), dispatcher::stop);
    }

    /** Ends the handlers' threads that are ours. It must be stopped. */
    void endThreads() {
        threads.close();
    }
}
