package dev.raquel.cdi.internal;

import static dev.raquel.Handling.NON_TRANSACTIONAL;
import static dev.raquel.cdi.internal.HandlerRulesTest.mustDeploy;
import static dev.raquel.cdi.internal.HandlerRulesTest.mustNotDeploy;

import dev.raquel.Job;
import dev.raquel.cdi.Queue;
import dev.raquel.cdi.internal.HandlerRulesTest.Email;
import jakarta.ejb.Singleton;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Stereotype;
import jakarta.interceptor.InterceptorBinding;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.Test;

/** What handlers may say about transactions. */
class TransactionRulesTest {

    @Dependent
    static class RequiresNew {
        @Transactional(TxType.REQUIRES_NEW)
        void on(@Observes @Queue("emails") Job<Email> job) {}
    }

    @Dependent
    @Transactional(TxType.NOT_SUPPORTED)
    static class NotSupportedByItsClass {
        void on(@Observes @Queue("emails") Job<Email> job) {}
    }

    @Stereotype
    @Transactional(TxType.NEVER)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Outside {}

    @Dependent
    @Outside
    static class NeverByItsStereotype {
        void on(@Observes @Queue("emails") Job<Email> job) {}
    }

    @Dependent
    @Transactional(TxType.REQUIRES_NEW)
    static class BackInByItsMethod {
        @Transactional(TxType.MANDATORY)
        void on(@Observes @Queue("emails") Job<Email> job) {}
    }

    @Transactional(TxType.REQUIRES_NEW)
    static class Leaves {
        void on(@Observes @Queue("emails") Job<Email> job) {}
    }

    @Dependent
    @Transactional(TxType.REQUIRED)
    static class BackInByItsOwnClass extends Leaves {}

    @Transactional(TxType.REQUIRED)
    static class Stays {
        void on(@Observes @Queue("emails") Job<Email> job) {}
    }

    @Dependent
    @Transactional(TxType.REQUIRES_NEW)
    static class LeavesByItsOwnClass extends Stays {}

    @Dependent
    static class LeavesByInheritance extends Leaves {}

    @Test
    void anInheritedHandlerHasTheTransactionsOfItsBean() {
        mustDeploy(BackInByItsOwnClass.class);
        mustNotDeploy(LeavesByItsOwnClass.class, "RAQUEL-012", "@Transactional(REQUIRES_NEW)");
        mustNotDeploy(LeavesByInheritance.class, "RAQUEL-012", "@Transactional(REQUIRES_NEW)");
    }

    @Test
    void leavingTheTransaction() {
        mustNotDeploy(RequiresNew.class, "RAQUEL-012", "@Transactional(REQUIRES_NEW)", "another bean");
        mustNotDeploy(NotSupportedByItsClass.class, "RAQUEL-012", "@Transactional(NOT_SUPPORTED)");
        mustNotDeploy(NeverByItsStereotype.class, "RAQUEL-012", "@Transactional(NEVER)");
        mustDeploy(BackInByItsMethod.class);
    }

    @InterceptorBinding
    @Transactional(TxType.REQUIRES_NEW)
    @Retention(RetentionPolicy.RUNTIME)
    @interface OwnTransaction {}

    @Dependent
    static class RequiresNewByABinding {
        @OwnTransaction
        void on(@Observes @Queue("emails") Job<Email> job) {}
    }

    @InterceptorBinding
    @OwnTransaction
    @Retention(RetentionPolicy.RUNTIME)
    @interface Audited {}

    @Stereotype
    @Audited
    @Retention(RetentionPolicy.RUNTIME)
    @interface Clerk {}

    @Stereotype
    @Clerk
    @Retention(RetentionPolicy.RUNTIME)
    @interface ChiefClerk {}

    @Dependent
    @ChiefClerk
    static class RequiresNewByAStereotypesStereotype {
        void on(@Observes @Queue("emails") Job<Email> job) {}
    }

    @Dependent
    @OwnTransaction
    static class BackInDespiteABinding {
        @Transactional
        void on(@Observes @Queue("emails") Job<Email> job) {}
    }

    @Test
    void leavingTheTransactionByWhatOtherBindingsBringAlong() {
        mustNotDeploy(RequiresNewByABinding.class, "RAQUEL-012", "@Transactional(REQUIRES_NEW)");
        mustNotDeploy(RequiresNewByAStereotypesStereotype.class, "RAQUEL-012", "@Transactional(REQUIRES_NEW)");
        mustDeploy(BackInDespiteABinding.class);
    }

    @Stateless
    @Dependent
    static class EnterpriseBeanOfItsOwnTransaction {
        @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
        public void on(@Observes @Queue("emails") Job<Email> job) {}
    }

    @Singleton
    @Dependent
    @TransactionManagement(TransactionManagementType.BEAN)
    static class EnterpriseBeanThatBeginsTransactions {
        public void on(@Observes @Queue("emails") Job<Email> job) {}
    }

    @Stateless
    @Dependent
    static class EnterpriseBean {
        public void on(@Observes @Queue("emails") Job<Email> job) {}
    }

    /** Not one, so that the annotation says nothing. */
    @Dependent
    @TransactionAttribute(TransactionAttributeType.NEVER)
    static class NoEnterpriseBean {
        void on(@Observes @Queue("emails") Job<Email> job) {}
    }

    @Test
    void leavingTheTransactionAsAnEnterpriseBean() {
        mustNotDeploy(
                EnterpriseBeanOfItsOwnTransaction.class,
                "RAQUEL-012",
                "@TransactionAttribute(REQUIRES_NEW)",
                "another bean");
        mustNotDeploy(EnterpriseBeanThatBeginsTransactions.class, "RAQUEL-012", "@TransactionManagement(BEAN)");
        mustDeploy(EnterpriseBean.class);
        mustDeploy(NoEnterpriseBean.class);
    }

    @Dependent
    @Transactional(TxType.MANDATORY)
    static class MandatoryOutside {
        void on(@Observes @Queue(value = "emails", handling = NON_TRANSACTIONAL) Job<Email> job) {}
    }

    @Dependent
    @Transactional(TxType.REQUIRES_NEW)
    static class NewOutside {
        void on(@Observes @Queue(value = "emails", handling = NON_TRANSACTIONAL) Job<Email> job) {}
    }

    @Stateless
    @Dependent
    static class EnterpriseBeanOutside {
        @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
        public void on(@Observes @Queue(value = "emails", handling = NON_TRANSACTIONAL) Job<Email> job) {}
    }

    @Test
    void needingATransactionWhereThereIsNone() {
        mustNotDeploy(MandatoryOutside.class, "RAQUEL-045", "@Transactional(MANDATORY)", "another bean");
    }

    @Dependent
    static class OwnOutside {
        @Transactional
        void on(@Observes @Queue(value = "emails", handling = NON_TRANSACTIONAL) Job<Email> job) {}
    }

    @Dependent
    @OwnTransaction
    static class OwnOutsideByABinding {
        void on(@Observes @Queue(value = "emails", handling = NON_TRANSACTIONAL) Job<Email> job) {}
    }

    @Singleton
    @Dependent
    static class EnterpriseBeanWithATransactionOutside {
        public void on(@Observes @Queue(value = "emails", handling = NON_TRANSACTIONAL) Job<Email> job) {}
    }

    @Stateless
    @Dependent
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    static class EnterpriseBeanWithItsOwnTransactionOutside {
        public void on(@Observes @Queue(value = "emails", handling = NON_TRANSACTIONAL) Job<Email> job) {}
    }

    @Test
    void havingATransactionWhereThereShouldBeNone() {
        mustNotDeploy(OwnOutside.class, "RAQUEL-047", "@Transactional(REQUIRED)", "another bean");
        mustNotDeploy(NewOutside.class, "RAQUEL-047", "@Transactional(REQUIRES_NEW)");
        mustNotDeploy(OwnOutsideByABinding.class, "RAQUEL-047", "@Transactional(REQUIRES_NEW)");
        mustNotDeploy(
                EnterpriseBeanWithATransactionOutside.class,
                "RAQUEL-047",
                "an enterprise bean with the container's transactions",
                "@TransactionAttribute(NOT_SUPPORTED) or @TransactionManagement(BEAN)");
        mustNotDeploy(
                EnterpriseBeanWithItsOwnTransactionOutside.class, "RAQUEL-047", "@TransactionAttribute(REQUIRES_NEW)");
    }

    @Dependent
    static class WithoutByItself {
        @Transactional(TxType.NOT_SUPPORTED)
        void on(@Observes @Queue(value = "emails", handling = NON_TRANSACTIONAL) Job<Email> job) {}

        @Transactional(TxType.NEVER)
        void never(@Observes @Queue(value = "parcels", handling = NON_TRANSACTIONAL) Job<Email> job) {}

        @Transactional(TxType.SUPPORTS)
        void perhaps(@Observes @Queue(value = "letters", handling = NON_TRANSACTIONAL) Job<Email> job) {}
    }

    @Singleton
    @Dependent
    @TransactionManagement(TransactionManagementType.BEAN)
    static class EnterpriseBeanThatBeginsTransactionsOutside {
        public void on(@Observes @Queue(value = "emails", handling = NON_TRANSACTIONAL) Job<Email> job) {}
    }

    @Test
    void sayingTwiceThatThereIsNone() {
        mustDeploy(WithoutByItself.class);
        mustDeploy(EnterpriseBeanOutside.class);
        mustDeploy(EnterpriseBeanThatBeginsTransactionsOutside.class);
    }
}
