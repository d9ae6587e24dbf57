package dev.raquel.cdi.internal.handler;

import dev.raquel.Job;
import dev.raquel.JobHandler;
import dev.raquel.RetryPolicy;
import dev.raquel.cdi.Queue;
import dev.raquel.cdi.internal.server.ModuleContexts;
import dev.raquel.cdi.internal.settings.Settings;
import dev.raquel.internal.attempt.QueueHandler;
import dev.raquel.internal.attempt.QueueSettings;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.event.ObserverException;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.lang.annotation.Annotation;
import java.util.Objects;
import java.util.Set;

/**
 * Runs an observer method for a job, by a direct call: the container fires no event, and no other observer is asked.
 * What the method throws comes out as it was thrown.
 */
public final class ObserverHandler implements JobHandler<Object> {

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
                new ObserverHandler(method, beans, modules),
                method.where(),
                queue.maxRetries() == Queue.UNSTATED ? null : RetryPolicy.DEFAULT.withMaxRetries(queue.maxRetries()),
                Set.of(queue.giveUpOn()),
                MaxRunTimes.of(queue.maxRunTime()),
                new QueueSettings(
                        settings.ofQueue(queue.value(), Settings.PAUSED).orElse(false),
                        settings.ofQueue(queue.value(), Settings.TRANSACTION_TIMEOUT)
                                .orElse(null)));
    }

    @Override
    @SuppressWarnings("unchecked") // the payload was read as the type that the observer declares
    public void handle(Job<Object> job) throws Exception {
        requireActiveScope();
        ObserverMethod<Job<Object>> observer = (ObserverMethod<Job<Object>>) method.observer();
        try {
            modules.around(observer.getBeanClass(), () -> Delivery.to(observer, job));
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
