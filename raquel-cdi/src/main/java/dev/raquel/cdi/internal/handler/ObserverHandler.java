package dev.raquel.cdi.internal.handler;

import dev.raquel.BatchHandler;
import dev.raquel.Job;
import dev.raquel.RetryPolicy;
import dev.raquel.cdi.Queue;
import dev.raquel.cdi.internal.server.ModuleContexts;
import dev.raquel.cdi.internal.settings.Settings;
import dev.raquel.internal.attempt.Calls;
import dev.raquel.internal.attempt.QueueHandler;
import dev.raquel.internal.attempt.QueueSettings;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.event.ObserverException;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Runs an observer method for a job or a list of jobs, by a direct call: the container fires no event, and no other
 * observer is asked. What the method throws comes out as it was thrown.
 */
public final class ObserverHandler implements BatchHandler<Object> {

    private final HandlerMethod method;
    private final BeanManager beans;
    private final ModuleContexts modules;

    private ObserverHandler(HandlerMethod method, BeanManager beans, ModuleContexts modules) {
        this.method = method;
        this.beans = beans;
        this.modules = modules;
    }

    /** A method that keeps all the rules, as the node knows handlers. */
    public static QueueHandler of(HandlerMethod method, BeanManager beans, ModuleContexts modules, Settings settings) {
        Queue queue = method.queue().orElseThrow();
        return new QueueHandler(
                queue.value(),
                Objects.requireNonNull(method.payloadType()),
                queue.handling(),
                settings.ofQueue(queue.value(), Settings.CONCURRENCY).orElse(queue.concurrency()),
                new Calls(new ObserverHandler(method, beans, modules), method.takesLists(), method.together()),
                method.where(),
                queue.maxRetries() == Queue.UNSTATED ? null : RetryPolicy.DEFAULT.withMaxRetries(queue.maxRetries()),
                Set.of(queue.giveUpOn()),
                MaxRunTimes.of(queue.maxRunTime()),
                new QueueSettings(
                        settings.ofQueue(queue.value(), Settings.PAUSED).orElse(false),
                        settings.ofQueue(queue.value(), Settings.TRANSACTION_TIMEOUT)
                                .orElse(null)));
    }

    /** Called with one job, unless the method takes a list of them. */
    @Override
    @SuppressWarnings("unchecked") // the payloads were read as the type that the observer declares
    public void handle(List<Job<Object>> jobs) throws Exception {
        requireActiveScope();
        ObserverMethod<Object> observer = (ObserverMethod<Object>) method.observer();
        Object event = method.takesLists() ? jobs : jobs.get(0);
        try {
            modules.around(observer.getBeanClass(), () -> Delivery.to(observer, event));
        } catch (ObserverException wrapped) {
            throwOriginal(wrapped);
        }
    }

    /** The container skips an observer without a word if it cannot get at its bean. */
    private void requireActiveScope() {
        if (method.isStatic() || method.bean().isEmpty()) {
            return;
        }
        Class<? extends Annotation> scope = method.bean().get().getScope();
        if (!beans.isNormalScope(scope)) {
            return;
        }
        try {
            beans.getContext(scope);
        } catch (ContextNotActiveException inactive) {
            throw new IllegalStateException(HandlerMessages.inactiveScope(method, scope), inactive);
        }
    }

    private static void throwOriginal(ObserverException wrapped) throws Exception {
        if (wrapped.getCause() instanceof Error error) {
            throw error;
        }
        if (wrapped.getCause() instanceof Exception checked && !(checked instanceof RuntimeException)) {
            throw checked;
        }
        throw wrapped; // the handler's own
    }
}
