package dev.raquel;

import dev.raquel.internal.dispatch.Dispatcher;
import dev.raquel.internal.local.Endings;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/** A dispatcher with the threads that it runs on. */
final class DispatcherSubscription implements Subscription {

    private final Dispatcher dispatcher;
    private final ExecutorService executor;
    private final Consumer<Subscription> afterStop;
    private boolean started;
    private boolean stopped;

    DispatcherSubscription(Dispatcher dispatcher, ExecutorService executor, Consumer<Subscription> afterStop) {
        this.dispatcher = dispatcher;
        this.executor = executor;
        this.afterStop = afterStop;
    }

    @Override
    public synchronized Subscription start() {
        if (stopped) {
            throw new IllegalStateException("The subscription was stopped, or did not start; subscribe again");
        }
        if (!started) {
            try {
                dispatcher.start();
            } catch (Throwable failure) {
                Endings.after(failure, this::stop);
                throw failure;
            }
            started = true;
        }
        return this;
    }

    @Override
    public DispatcherState state() {
        return dispatcher.state();
    }

    @Override
    public synchronized void stop() {
        if (!stopped) {
            stopped = true;
            Endings.all(dispatcher::stop, executor::shutdown, () -> afterStop.accept(this));
        }
    }
}
