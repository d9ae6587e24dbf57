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

/** Whether what a handler says about transactions goes with its handling. */
final class TransactionRules {

    private static final Set<TxType> LEAVING = Set.of(TxType.REQUIRES_NEW, TxType.NOT_SUPPORTED, TxType.NEVER);

    /** By name: an application may run where there are no enterprise beans. */
    private static final Set<String> ENTERPRISE_BEANS =
            Set.of("jakarta.ejb.Stateless", "jakarta.ejb.Stateful", "jakarta.ejb.Singleton");

    private final Bindings bindings;

    TransactionRules(Bindings bindings) {
        this.bindings = bindings;
    }

    Optional<String> violation(HandlerMethod handler) {
        boolean outside = handler.queue()
                .map(Queue::handling)
                .filter(Handling.NON_TRANSACTIONAL::equals)
                .isPresent();
        return stated(handler)
                .filter(statement -> statement.conflicts(outside))
                .map(statement -> outside
                        ? HandlerMessages.needsTransaction(handler, statement.text())
                        : HandlerMessages.leavesTransaction(handler, statement.text()));
    }

    private Optional<Statement> stated(HandlerMethod handler) {
        Optional<Statement> onBean = bindings.find(handler, Transactional.class)
                .map(stated -> new Statement("@Transactional(" + stated.value() + ")", stated.value()));
        return onBean.isEmpty() && isEnterpriseBean(handler) ? EnterpriseBean.stated(handler) : onBean;
    }

    private static boolean isEnterpriseBean(HandlerMethod handler) {
        return handler.annotations()
                .map(annotation -> annotation.annotationType().getName())
                .anyMatch(ENTERPRISE_BEANS::contains);
    }

    /** Loaded only where there are enterprise beans. */
    private static final class EnterpriseBean {

        static Optional<Statement> stated(HandlerMethod handler) {
            boolean byItself = handler.annotation(TransactionManagement.class)
                    .filter(management -> management.value() == TransactionManagementType.BEAN)
                    .isPresent();
            if (byItself) {
                return Optional.of(new Statement("@TransactionManagement(BEAN)", TxType.NOT_SUPPORTED));
            }
            return handler.annotation(TransactionAttribute.class)
                    .map(stated -> new Statement(
                            "@TransactionAttribute(" + stated.value() + ")",
                            TxType.valueOf(stated.value().name())));
        }
    }

    private record Statement(String text, TxType type) {

        boolean conflicts(boolean outside) {
            return outside ? type == TxType.MANDATORY : LEAVING.contains(type);
        }
    }
}
