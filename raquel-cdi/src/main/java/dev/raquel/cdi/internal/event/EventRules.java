package dev.raquel.cdi.internal.event;

import dev.raquel.cdi.Queue;
import dev.raquel.cdi.internal.handler.Bindings;
import dev.raquel.cdi.internal.handler.HandlerMethod;
import dev.raquel.cdi.internal.handler.HandlerRules;
import dev.raquel.cdi.internal.handler.TransactionRules;
import dev.raquel.internal.lifecycle.QueueNames;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The rules that an observer of life events must keep to be called. Each rule says what is wrong, or nothing. */
public final class EventRules {

    private EventRules() {}

    /** Says all that is wrong with these observers. */
    public static List<String> violations(Collection<HandlerMethod> observers, BeanManager beans) {
        TransactionRules transactions = new TransactionRules(new Bindings(beans));
        return observers.stream()
                .flatMap(observer -> Stream.of(
                        queueNameFits(observer),
                        statesNoHandling(observer),
                        scopeIsActive(observer),
                        asksForNoEventMetadata(observer),
                        transactions
                                .needsCallersTransaction(observer)
                                .map(stated -> EventMessages.eventNeedsTransaction(observer, stated))))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> queueNameFits(HandlerMethod observer) {
        return observer.queue()
                .map(Queue::value)
                .flatMap(QueueNames::problem)
                .map(problem -> EventMessages.badEventQueueName(observer, problem));
    }

    /** An observer of life events has no settings: whoever writes {@code concurrency = 8} means to handle jobs. */
    private static Optional<String> statesNoHandling(HandlerMethod observer) {
        return observer.queue()
                .filter(queue -> !new QueueLiteral(queue.value()).equals(queue))
                .map(queue -> EventMessages.eventWithHandling(observer));
    }

    private static Optional<String> asksForNoEventMetadata(HandlerMethod observer) {
        return observer.asksForEventMetadata() ? Optional.of(EventMessages.eventMetadata(observer)) : Optional.empty();
    }

    private static Optional<String> scopeIsActive(HandlerMethod observer) {
        return HandlerRules.inactiveScope(observer).map(scope -> EventMessages.eventScope(observer, scope));
    }
}
