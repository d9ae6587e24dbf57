package dev.raquel.cdi.internal.handler;

import dev.raquel.Handling;
import dev.raquel.SubscribeOptions;
import dev.raquel.cdi.Queue;
import dev.raquel.cdi.internal.settings.Settings;
import dev.raquel.internal.lifecycle.QueueNames;
import jakarta.enterprise.event.Reception;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.annotation.Annotation;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an observer method must be like to be a handler. Each rule says what is wrong, or nothing. */
public final class HandlerRules {

    @FunctionalInterface
    private interface Rule {
        Optional<String> violation(HandlerMethod handler);
    }

    private static final List<Rule> RULES = List.of(
            HandlerRules::takesAJob,
            HandlerRules::namesItsQueue,
            HandlerRules::queueNameFits,
            HandlerRules::payloadTypeIsKnown,
            HandlerRules::runsSomeAtATime,
            HandlerRules::countsRetries,
            HandlerRules::sharesInBounds,
            HandlerRules::hasATransactionToShare,
            HandlerRules::isSynchronous,
            HandlerRules::observesInProgress,
            HandlerRules::isAlwaysNotified,
            HandlerRules::scopeIsActive,
            HandlerRules::asksForNoEventMetadata,
            HandlerRules::runsForAWhile);

    /** By name: an application may not have their API, and their contexts exist only in requests of a browser. */
    private static final Set<String> SCOPES_NOT_ACTIVE = Set.of(
            "jakarta.enterprise.context.SessionScoped",
            "jakarta.enterprise.context.ConversationScoped",
            "jakarta.transaction.TransactionScoped",
            "jakarta.faces.view.ViewScoped",
            "jakarta.faces.flow.FlowScoped");

    private HandlerRules() {}

    /** All that is wrong with these handlers, each alone and all together. */
    public static List<String> violations(Collection<HandlerMethod> handlers, BeanManager beans) {
        List<Rule> rules = new ArrayList<>(RULES);
        Bindings bindings = new Bindings(beans);
        rules.add(new TransactionRules(bindings)::violation);
        rules.add(new SynchronyRules(bindings)::runsWhereItIsCalled);
        rules.add(new SynchronyRules(bindings)::returnsNothingToWaitFor);
        List<String> violations = new ArrayList<>();
        for (HandlerMethod handler : handlers) {
            rules.forEach(rule -> rule.violation(handler).ifPresent(violations::add));
        }
        violations.addAll(queuesWithTwoHandlers(handlers));
        return violations;
    }

    private static Optional<String> takesAJob(HandlerMethod handler) {
        return unless(handler.takesJob(), HandlerMessages.notAJob(handler));
    }

    private static Optional<String> namesItsQueue(HandlerMethod handler) {
        return unless(handler.queue().isPresent(), HandlerMessages.noQueue(handler));
    }

    private static Optional<String> queueNameFits(HandlerMethod handler) {
        return handler.queue()
                .map(Queue::value)
                .flatMap(QueueNames::problem)
                .map(problem -> HandlerMessages.badQueueName(handler, problem));
    }

    private static Optional<String> payloadTypeIsKnown(HandlerMethod handler) {
        Type type = handler.payloadType();
        boolean known = type != null && !(type instanceof WildcardType) && isResolved(type);
        return unless(!handler.takesJob() || known, HandlerMessages.unknownPayloadType(handler));
    }

    private static Optional<String> runsSomeAtATime(HandlerMethod handler) {
        return handler.queue()
                .filter(queue -> queue.concurrency() < 1 || queue.concurrency() > Settings.MOST_CONCURRENCY)
                .map(queue -> HandlerMessages.badConcurrency(handler, queue.concurrency()));
    }

    private static Optional<String> countsRetries(HandlerMethod handler) {
        return handler.queue()
                .filter(queue -> queue.maxRetries() < Queue.UNSTATED)
                .map(queue -> HandlerMessages.badMaxRetries(handler, queue.maxRetries()));
    }

    private static Optional<String> sharesInBounds(HandlerMethod handler) {
        boolean inBounds = handler.together() >= 1 && handler.together() <= SubscribeOptions.MOST_PER_TRANSACTION;
        return unless(inBounds, HandlerMessages.badPerTransaction(handler, handler.together()));
    }

    private static Optional<String> hasATransactionToShare(HandlerMethod handler) {
        boolean outside =
                handler.queue().map(Queue::handling).orElse(Handling.TRANSACTIONAL) == Handling.NON_TRANSACTIONAL;
        return unless(
                !outside || handler.takesLists() || handler.together() <= 1,
                HandlerMessages.noTransactionToShare(handler));
    }

    private static Optional<String> isSynchronous(HandlerMethod handler) {
        return unless(!handler.observer().isAsync(), HandlerMessages.async(handler));
    }

    private static Optional<String> observesInProgress(HandlerMethod handler) {
        TransactionPhase phase = handler.observer().getTransactionPhase();
        return unless(phase == TransactionPhase.IN_PROGRESS, HandlerMessages.phase(handler, phase));
    }

    private static Optional<String> isAlwaysNotified(HandlerMethod handler) {
        return unless(handler.observer().getReception() == Reception.ALWAYS, HandlerMessages.reception(handler));
    }

    private static Optional<String> scopeIsActive(HandlerMethod handler) {
        return inactiveScope(handler).map(scope -> HandlerMessages.scope(handler, scope));
    }

    /** The scope of an observer's bean, if it is one that is not active where jobs run. */
    public static Optional<Class<? extends Annotation>> inactiveScope(HandlerMethod observer) {
        return observer.bean()
                .filter(bean -> !observer.isStatic())
                .<Class<? extends Annotation>>map(bean -> bean.getScope())
                .filter(scope -> SCOPES_NOT_ACTIVE.contains(scope.getName()));
    }

    private static Optional<String> asksForNoEventMetadata(HandlerMethod handler) {
        return unless(!handler.asksForEventMetadata(), HandlerMessages.eventMetadata(handler));
    }

    private static Optional<String> runsForAWhile(HandlerMethod handler) {
        return handler.queue()
                .map(Queue::maxRunTime)
                .flatMap(stated -> MaxRunTimes.problem(stated)
                        .map(problem -> HandlerMessages.badMaxRunTime(handler, stated, problem)));
    }

    private static List<String> queuesWithTwoHandlers(Collection<HandlerMethod> handlers) {
        Map<String, List<HandlerMethod>> byQueue = new LinkedHashMap<>();
        handlers.stream()
                .filter(handler -> handler.queue().isPresent())
                .forEach(handler -> byQueue.computeIfAbsent(handler.queueName(), name -> new ArrayList<>())
                        .add(handler));
        return byQueue.values().stream()
                .filter(rivals -> rivals.size() > 1)
                .map(HandlerMessages::rivals)
                .toList();
    }

    private static boolean isResolved(Type type) {
        if (type instanceof ParameterizedType generic) {
            return Arrays.stream(generic.getActualTypeArguments()).allMatch(HandlerRules::isResolved);
        }
        if (type instanceof WildcardType wildcard) {
            return Arrays.stream(wildcard.getUpperBounds()).allMatch(HandlerRules::isResolved);
        }
        if (type instanceof GenericArrayType array) {
            return isResolved(array.getGenericComponentType());
        }
        return !(type instanceof TypeVariable);
    }

    private static Optional<String> unless(boolean fine, String violation) {
        return fine ? Optional.empty() : Optional.of(violation);
    }
}
