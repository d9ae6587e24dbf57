package dev.raquel.cdi.internal.event;

import dev.raquel.JobRequest;
import dev.raquel.cdi.internal.handler.HandlerMessages;
import dev.raquel.cdi.internal.handler.HandlerMethod;
import java.lang.annotation.Annotation;

/** What we tell whoever deploys an observer of life events that would not be called. */
final class EventMessages {

    private EventMessages() {}

    public static String badEventQueueName(HandlerMethod observer, String problem) {
        return HandlerMessages.text(
                40,
                observer,
                "observes life events of a queue whose name " + problem,
                "Give a name of 1 to " + JobRequest.MAX_QUEUE_LENGTH
                        + " characters, or leave @Queue out for those of all queues");
    }

    public static String eventWithHandling(HandlerMethod observer) {
        return HandlerMessages.text(
                41,
                observer,
                "observes " + HandlerMethod.simpleName(observer.observer().getObservedType())
                        + ", but says in @Queue how jobs are handled, which is of no use for an event",
                "Write @Queue(\"" + observer.queueName()
                        + "\") alone; or take a Job if it is meant to handle the jobs");
    }

    public static String eventMetadata(HandlerMethod observer) {
        return HandlerMessages.text(
                43,
                observer,
                "asks for EventMetadata, which there is none of: the library calls the method itself",
                "Remove the parameter; the event and event.job() tell all there is");
    }

    public static String eventNeedsTransaction(HandlerMethod observer, String statement) {
        return HandlerMessages.text(
                44,
                observer,
                "is " + statement + ", but life events are fired without a transaction, so that every call would fail",
                "Say @Transactional(REQUIRED) for one of its own");
    }

    public static String eventScope(HandlerMethod observer, Class<? extends Annotation> scope) {
        return HandlerMessages.text(
                42,
                observer,
                "belongs to a @" + scope.getSimpleName() + " bean, and that scope is not active where life events are"
                        + " fired, so that it would be passed over without a word",
                "Make the bean @ApplicationScoped, @RequestScoped or @Dependent");
    }
}
