package dev.raquel.cdi.internal.handler;

import dev.raquel.Handling;
import dev.raquel.cdi.Queue;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Optional;
import java.util.Set;

/**
 * Whether what a handler says about transactions goes with its handling, and an observer of life events with having
 * none.
 */
public final class TransactionRules {

    private static final Set<TxType> LEAVING = Set.of(TxType.REQUIRES_NEW, TxType.NOT_SUPPORTED, TxType.NEVER);

    /** By name: an application may run where there are no enterprise beans. */
    private static final Set<String> ENTERPRISE_BEANS =
            Set.of("jakarta.ejb.Stateless", "jakarta.ejb.Stateful", "jakarta.ejb.Singleton");

    private final Bindings bindings;

    public TransactionRules(Bindings bindings) {
        this.bindings = bindings;
    }

    Optional<String> violation(HandlerMethod handler) {
        boolean outside = handler.queue()
                .map(Queue::handling)
                .filter(Handling.NON_TRANSACTIONAL::equals)
                .isPresent();
        return stated(handler)
                .flatMap(statement -> outside ? wantsOne(handler, statement) : leavesOurs(handler, statement));
    }

    /** What an observer says by which it can only be called in a transaction; empty if it says nothing like that. */
    public Optional<String> needsCallersTransaction(HandlerMethod observer) {
        return stated(observer)
                .filter(statement -> statement.type() == TxType.MANDATORY)
                .map(Statement::text);
    }

    private static Optional<String> leavesOurs(HandlerMethod handler, Statement statement) {
        return LEAVING.contains(statement.type())
                ? Optional.of(HandlerMessages.leavesTransaction(handler, statement.text()))
                : Optional.empty();
    }

    /** The container would begin it around the handler, where nobody asks whether it committed. */
    private static Optional<String> wantsOne(HandlerMethod handler, Statement statement) {
        return switch (statement.type()) {
            case MANDATORY -> Optional.of(HandlerMessages.needsTransaction(handler, statement.text()));
            case REQUIRED, REQUIRES_NEW -> Optional.of(HandlerMessages.hasTransaction(handler, statement.text()));
            case SUPPORTS, NOT_SUPPORTED, NEVER -> Optional.empty();
        };
    }

    private Optional<Statement> stated(HandlerMethod handler) {
        Optional<Statement> onBean = bindings.find(handler, Transactional.class)
                .map(stated -> new Statement("@Transactional(" + stated.value() + ")", stated.value()));
        return onBean.isEmpty() && isEnterpriseBean(handler) ? Optional.of(EnterpriseBean.stated(handler)) : onBean;
    }

    private static boolean isEnterpriseBean(HandlerMethod handler) {
        return handler.atBean().stream()
                .map(annotation -> annotation.annotationType().getName())
                .anyMatch(ENTERPRISE_BEANS::contains);
    }

    /** Loaded only where there are enterprise beans. */
    private static final class EnterpriseBean {

        static Statement stated(HandlerMethod handler) {
            boolean byItself = handler.annotation(TransactionManagement.class)
                    .filter(management -> management.value() == TransactionManagementType.BEAN)
                    .isPresent();
            if (byItself) {
                return new Statement("@TransactionManagement(BEAN)", TxType.NOT_SUPPORTED);
            }
            return handler.annotation(TransactionAttribute.class)
                    .map(stated -> new Statement(
                            "@TransactionAttribute(" + stated.value() + ")",
                            TxType.valueOf(stated.value().name())))
                    .orElse(new Statement("an enterprise bean with the container's transactions", TxType.REQUIRED));
        }
    }

    private record Statement(String text, TxType type) {}
}
