package dev.raquel.cdi.internal.handler;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Whether a handler's work is done when the call of its method returns. Else its job would be settled as a success
 * before anything has happened, and what fails afterwards would be lost.
 */
final class SynchronyRules {

    /** By name: an application may not have their API. */
    private static final Set<String> ASYNCHRONOUS = Set.of(
            "jakarta.ejb.Asynchronous",
            "jakarta.enterprise.concurrent.Asynchronous",
            "org.eclipse.microprofile.faulttolerance.Asynchronous");

    private final Bindings bindings;

    SynchronyRules(Bindings bindings) {
        this.bindings = bindings;
    }

    Optional<String> runsWhereItIsCalled(HandlerMethod handler) {
        return Stream.concat(handler.annotations(), bindings.of(handler))
                .map(annotation -> annotation.annotationType().getName())
                .filter(ASYNCHRONOUS::contains)
                .findFirst()
                .map(name -> HandlerMessages.runsElsewhere(handler, name));
    }

    Optional<String> returnsNothingToWaitFor(HandlerMethod handler) {
        return handler.returnType()
                .filter(type -> Future.class.isAssignableFrom(type) || CompletionStage.class.isAssignableFrom(type))
                .map(type -> HandlerMessages.returnsFuture(handler, type));
    }
}
