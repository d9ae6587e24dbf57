package dev.raquel.cdi.internal;

import dev.raquel.RaquelService;
import dev.raquel.internal.Node;
import dev.raquel.internal.dispatch.DatabaseQuestion;
import dev.raquel.internal.dispatch.Dispatcher;
import dev.raquel.internal.local.AsyncOperations;
import dev.raquel.internal.local.Endings;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/** A node that is there: its parts begin and end together. Touches the database only when it is used. */
final class RunningNode implements ApplicationNode {

    private static final Logger LOG = System.getLogger("dev.raquel");

    private final Node node;
    private final AsyncOperations async;
    private final ThreadFactory threads;
    private final Optional<Dispatching> dispatching;
    private final boolean dispatches;
    private final RaquelService service;
    private final DatabaseQuestion question;
    private boolean stopped;

    /**
     * Puts together what ends together.
     *
     * @param node everything but threads
     * @param async runs what callers do not wait for
     * @param threads makes the thread that asks the database how it is
     * @param dispatching handles jobs; empty if nobody does
     * @param dispatches whether it is to be started
     */
    RunningNode(
            Node node,
            AsyncOperations async,
            ThreadFactory threads,
            Optional<Dispatching> dispatching,
            boolean dispatches) {
        this.node = node;
        this.async = async;
        this.threads = threads;
        this.dispatching = dispatching;
        this.dispatches = dispatches;
        this.service = node.service();
        this.question = node.databaseQuestion();
    }

    @Override
    public RaquelService service() {
        return service;
    }

    @Override
    public Optional<Dispatcher> dispatcher() {
        return dispatching.map(Dispatching::dispatcher);
    }

    @Override
    public Optional<String> databaseProblem(Duration patience) {
        return question.problem(patience, threads);
    }

    @Override
    public synchronized void start() {
        if (stopped || dispatching.isEmpty()) {
            return;
        }
        if (!dispatches) {
            LOG.log(Level.INFO, "No jobs are claimed here: raquel.dispatch is false");
            return;
        }
        try {
            dispatching.get().start();
        } catch (Throwable failure) { // nobody stops what has not started
            Endings.after(failure, this::stop);
            throw failure;
        }
    }

    /** Waits for handlers and asynchronous operations that run, as long as the settings allow. */
    @Override
    public synchronized void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        Endings.all(
                () -> dispatching.ifPresent(Dispatching::stop),
                async::close,
                node::close,
                () -> dispatching.ifPresent(Dispatching::endThreads));
    }
}
