package dev.raquel.cdi.internal;

import dev.raquel.cdi.Queue;
import dev.raquel.internal.lifecycle.QueueNames;
import jakarta.enterprise.event.Reception;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.spi.EventMetadata;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
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
final class HandlerRules {

    @FunctionalInterface
    private interface Rule {
        Optional<String> violation(HandlerMethod handler);
    }

    private static final List<Rule> RULES = List.of(
            HandlerRules::takesAJob,
            HandlerRules::namesItsQueue,
            HandlerRules::queueNameFits,
            HandlerRules::payloadTypeIsKnown,
            HandlerRules::runsAtLeastOneAtATime,
            HandlerRules::countsRetries,
            HandlerRules::isSynchronous,
            HandlerRules::observesInProgress,
            HandlerRules::isAlwaysNotified,
            HandlerRules::scopeIsActive,
            HandlerRules::asksForNoEventMetadata,
            HandlerRules::staysInItsTransaction);

    /** By name: an application may not have their API, and their contexts exist only in requests of a browser. */
    private static final Set<String> SCOPES_NOT_ACTIVE = Set.of(
            "jakarta.enterprise.context.SessionScoped",
            "jakarta.enterprise.context.ConversationScoped",
            "jakarta.transaction.TransactionScoped",
            "jakarta.faces.view.ViewScoped",
            "jakarta.faces.flow.FlowScoped");

    private static final Set<TxType> LEAVING = Set.of(TxType.REQUIRES_NEW, TxType.NOT_SUPPORTED, TxType.NEVER);

    private HandlerRules() {}

    /** All that is wrong with these handlers, each alone and all together. */
    static List<String> violations(Collection<HandlerMethod> handlers) {
        List<String> violations = new ArrayList<>();
        for (HandlerMethod handler : handlers) {
            RULES.forEach(rule -> rule.violation(handler).ifPresent(violations::add));
        }
        violations.addAll(queuesWithTwoHandlers(handlers));
        return violations;
    }

    private static Optional<String> takesAJob(HandlerMethod handler) {
        return unless(handler.takesJob(), Messages.notAJob(handler));
    }

    private static Optional<String> namesItsQueue(HandlerMethod handler) {
        return unless(handler.queue().isPresent(), Messages.noQueue(handler));
    }

    private static Optional<String> queueNameFits(HandlerMethod handler) {
        return handler.queue()
                .map(Queue::value)
                .flatMap(QueueNames::problem)
                .map(problem -> Messages.badQueueName(handler, problem));
    }

    private static Optional<String> payloadTypeIsKnown(HandlerMethod handler) {
        Type type = handler.payloadType();
        boolean known = type != null && !(type instanceof WildcardType) && isResolved(type);
        return unless(!handler.takesJob() || known, Messages.unknownPayloadType(handler));
    }

    private static Optional<String> runsAtLeastOneAtATime(HandlerMethod handler) {
        return handler.queue()
                .filter(queue -> queue.concurrency() < 1)
                .map(queue -> Messages.badConcurrency(handler, queue.concurrency()));
    }

    private static Optional<String> countsRetries(HandlerMethod handler) {
        return handler.queue()
                .filter(queue -> queue.maxRetries() < Queue.UNSTATED)
                .map(queue -> Messages.badMaxRetries(handler, queue.maxRetries()));
    }

    private static Optional<String> isSynchronous(HandlerMethod handler) {
        return unless(!handler.observer().isAsync(), Messages.async(handler));
    }

    private static Optional<String> observesInProgress(HandlerMethod handler) {
        TransactionPhase phase = handler.observer().getTransactionPhase();
        return unless(phase == TransactionPhase.IN_PROGRESS, Messages.phase(handler, phase));
    }

    private static Optional<String> isAlwaysNotified(HandlerMethod handler) {
        return unless(handler.observer().getReception() == Reception.ALWAYS, Messages.reception(handler));
    }

    private static Optional<String> scopeIsActive(HandlerMethod handler) {
        return handler.bean()
                .filter(bean -> !handler.isStatic())
                .map(bean -> bean.getScope())
                .filter(scope -> SCOPES_NOT_ACTIVE.contains(scope.getName()))
                .map(scope -> Messages.scope(handler, scope));
    }

    private static Optional<String> asksForNoEventMetadata(HandlerMethod handler) {
        boolean asks =
                handler.injected().stream().anyMatch(parameter -> parameter.getBaseType() == EventMetadata.class);
        return unless(!asks, Messages.eventMetadata(handler));
    }

    private static Optional<String> staysInItsTransaction(HandlerMethod handler) {
        return handler.annotation(Transactional.class)
                .map(Transactional::value)
                .filter(LEAVING::contains)
                .map(type -> Messages.leavesTransaction(handler, type));
    }

    private static List<String> queuesWithTwoHandlers(Collection<HandlerMethod> handlers) {
        Map<String, List<HandlerMethod>> byQueue = new LinkedHashMap<>();
        handlers.stream()
                .filter(handler -> handler.queue().isPresent())
                .forEach(handler -> byQueue.computeIfAbsent(handler.queueName(), name -> new ArrayList<>())
                        .add(handler));
        return byQueue.values().stream()
                .filter(rivals -> rivals.size() > 1)
                .map(Messages::rivals)
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
