package dev.raquel.cdi.internal.event;

import dev.raquel.JobInfo;
import dev.raquel.cdi.JobEvent;
import dev.raquel.cdi.internal.handler.Delivery;
import dev.raquel.cdi.internal.server.ModuleContexts;
import dev.raquel.spi.AttemptScope;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;

/**
 * Calls the observers of a life event one by one, each as if it were the only one: in the context of its module,
 * without a transaction, and whatever another one has thrown. The container would call none after one that throws.
 */
public final class ObserverCalls {

    private static final Logger LOG = System.getLogger("dev.raquel");

    private final ModuleContexts modules;
    private final AttemptScope outside;

    /**
     * Calls observers in these surroundings.
     *
     * @param modules the contexts of the application's modules
     * @param outside runs a call without a transaction, and fails if it leaves one
     */
    public ObserverCalls(ModuleContexts modules, AttemptScope outside) {
        this.modules = modules;
        this.outside = outside;
    }

    /** Tells an observer, and logs what it throws: that concerns neither the job nor others. */
    void tell(ObserverMethod<? super JobEvent> observer, JobEvent event) {
        try {
            modules.around(observer.getBeanClass(), () -> outside.around(() -> call(observer, event)));
        } catch (Throwable failure) { // checked ones too may come out of proxies
            JobInfo job = event.job();
            LOG.log(
                    Level.WARNING,
                    "The observer " + observer + " failed to hear that job " + job.id() + " of queue '" + job.queue()
                            + "' is " + job.status().column() + "; the job stays so",
                    failure);
        }
    }

    private <T> void call(ObserverMethod<T> observer, JobEvent event) {
        @SuppressWarnings("unchecked") // it observes a supertype
        T observed = (T) event;
        Delivery<T> delivery = new Delivery<>(
                observed,
                event.getClass(),
                Set.of(Any.Literal.INSTANCE, new QueueLiteral(event.job().queue())));
        observer.notify(delivery);
    }
}
