package dev.raquel.cdi.internal.event;

import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.cdi.JobEvent;
import dev.raquel.cdi.Queue;
import dev.raquel.cdi.internal.handler.HandlerMethod;
import dev.raquel.spi.AttemptScope;
import dev.raquel.spi.JobListener;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Fires CDI events that say what has become of jobs, if anybody observes them. Who does is looked up once for each kind
 * of event and queue that an observer names, and once for all other queues.
 */
public final class FiredEvents implements JobListener {

    private static final Logger LOG = System.getLogger("dev.raquel");

    /** Stands for all queues that no observer names, of which there may be any number; no queue is called so. */
    private static final String ANY_OTHER = "";

    private final BeanManager beans;
    private final AttemptScope scope;
    private final List<ObserverMethod<?>> observers;
    private final ObserverCalls calls;
    private final Executor executor;
    private final Set<String> namedQueues;
    private final Map<Kind, Audience> audiences = new ConcurrentHashMap<>();

    /**
     * Fires events for these observers, which are all that the application has, in whichever module: the beans of an
     * EAR's {@code lib} do not see those of its modules, so the container does not call them. Those that hear
     * asynchronously and that the container does not call are called by the executor.
     */
    public FiredEvents(
            BeanManager beans,
            AttemptScope scope,
            Collection<ObserverMethod<?>> observers,
            ObserverCalls calls,
            Executor executor) {
        this.beans = beans;
        this.scope = scope;
        this.observers = List.copyOf(observers);
        namedQueues = observers.stream()
                .flatMap(observer -> HandlerMethod.queue(observer).stream())
                .map(Queue::value)
                .collect(Collectors.toUnmodifiableSet());
        this.calls = calls;
        this.executor = executor;
    }

    @Override
    public boolean listensTo(String queue, JobStatus status) {
        return !audience(queue, status).isNobody();
    }

    @Override
    public void changed(JobInfo job) {
        JobEvent happened = JobEvents.of(job);
        Audience audience = audience(job.queue(), job.status());
        try {
            if (!audience.now().isEmpty()) {
                scope.around(() -> audience.now().forEach(observer -> calls.tell(observer, happened)));
            }
        } finally {
            deliverApart(job, happened, audience);
        }
    }

    private void deliverApart(JobInfo job, JobEvent happened, Audience audience) {
        if (audience.apart()) {
            Event<JobEvent> event = beans.getEvent().select(JobEvent.class, new QueueLiteral(job.queue()));
            event.fireAsync(happened).whenComplete((done, failure) -> logFailure(job, failure));
        }
        audience.unseenApart()
                .forEach(observer -> CompletableFuture.runAsync(
                                () -> scope.around(() -> calls.tell(observer, happened)), executor)
                        .whenComplete((done, failure) -> logFailure(job, failure)));
    }

    private Audience audience(String jobsQueue, JobStatus status) {
        String queue = namedQueues.contains(jobsQueue) ? jobsQueue : ANY_OTHER;
        return audiences.computeIfAbsent(new Kind(queue, status), kind -> {
            JobEvent like = JobEvents.like(queue, status);
            Set<ObserverMethod<? super JobEvent>> seen = beans.resolveObserverMethods(like, new QueueLiteral(queue));
            List<ObserverMethod<JobEvent>> unseen = observers.stream()
                    .filter(observer -> !seen.contains(observer) && hears(observer, like, new QueueLiteral(queue)))
                    .map(FiredEvents::ofEvents)
                    .toList();
            List<ObserverMethod<? super JobEvent>> now = new ArrayList<>(seen);
            now.addAll(unseen);
            now.removeIf(ObserverMethod::isAsync);
            now.sort(Comparator.comparingInt(ObserverMethod::getPriority));
            return new Audience(
                    List.copyOf(now),
                    seen.stream().anyMatch(ObserverMethod::isAsync),
                    unseen.stream().filter(ObserverMethod::isAsync).toList());
        });
    }

    private boolean hears(ObserverMethod<?> observer, JobEvent event, QueueLiteral queue) {
        return observer.getObservedType() instanceof Class<?> type
                && type.isInstance(event)
                && observer.getObservedQualifiers().stream()
                        .allMatch(wanted -> wanted instanceof Any || beans.areQualifiersEquivalent(wanted, queue));
    }

    @SuppressWarnings("unchecked") // it hears this event
    private static ObserverMethod<JobEvent> ofEvents(ObserverMethod<?> observer) {
        return (ObserverMethod<JobEvent>) observer;
    }

    private static void logFailure(JobInfo job, @Nullable Throwable failure) {
        if (failure != null) {
            LOG.log(
                    Level.WARNING,
                    "An asynchronous observer failed to hear that job " + job.id() + " of queue '" + job.queue()
                            + "' is " + job.status().column() + "; the job stays so",
                    failure);
        }
    }

    private record Kind(String queue, JobStatus status) {}

    /**
     * The observers that hear a kind of event.
     *
     * @param now who is called on the thread at hand, in order: by us, each in the context of its module
     * @param apart whether the container calls somebody elsewhere
     * @param unseenApart who is to be called elsewhere, but not by the container
     */
    private record Audience(
            List<ObserverMethod<? super JobEvent>> now, boolean apart, List<ObserverMethod<JobEvent>> unseenApart) {

        boolean isNobody() {
            return now.isEmpty() && !apart && unseenApart.isEmpty();
        }
    }
}
