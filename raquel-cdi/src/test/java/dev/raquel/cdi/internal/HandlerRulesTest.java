package dev.raquel.cdi.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.raquel.Job;
import dev.raquel.cdi.Queue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ConversationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Specializes;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.EventMetadata;
import jakarta.transaction.TransactionScoped;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.Test;

/** Which observers make a handler, and what whoever writes another one is told. */
class HandlerRulesTest {

    record Email(String to) {}

    @Dependent
    static class TakesThePayload {
        void on(@Observes @Queue("emails") Email email) {}
    }

    @Test
    void takingThePayloadItself() {
        mustNotDeploy(
                TakesThePayload.class,
                "RAQUEL-001",
                "TakesThePayload.on(Email)",
                "@Queue(\"emails\") Email",
                "Job<Email>");
    }

    @Dependent
    static class RetriesLessThanNever {
        void on(@Observes @Queue(value = "emails", maxRetries = -2) Job<Email> job) {}
    }

    @Test
    void aNegativeNumberOfRetries() {
        mustNotDeploy(RetriesLessThanNever.class, "RAQUEL-018", "RetriesLessThanNever.on", "maxRetries = -2");
    }

    @Dependent
    static class RunsForNoTime {
        void on(@Observes @Queue(value = "emails", maxRunTime = "PT0S") Job<Email> job) {}
    }

    @Dependent
    static class RunsForAnHour {
        void on(@Observes @Queue(value = "emails", maxRunTime = "1 h") Job<Email> job) {}
    }

    @Test
    void aRunTimeThatIsNone() {
        mustNotDeploy(RunsForNoTime.class, "RAQUEL-046", "RunsForNoTime.on", "\"PT0S\"", "Give more than zero");
        mustNotDeploy(RunsForAnHour.class, "RAQUEL-046", "RunsForAnHour.on", "\"1 h\"", "such as PT30M");
    }

    @Dependent
    static class NamesNoQueue {
        void on(@Observes Job<Email> job) {}
    }

    @Test
    void aJobOfNoQueue() {
        mustNotDeploy(NamesNoQueue.class, "RAQUEL-002", "NamesNoQueue.on(Job<Email>)", "@Queue");
    }

    @Dependent
    @SuppressWarnings("rawtypes")
    static class RawJob {
        void on(@Observes @Queue("emails") Job job) {}
    }

    @Dependent
    static class WildcardJob {
        void on(@Observes @Queue("emails") Job<? extends Email> job) {}
    }

    @Dependent
    static class GenericMethod {
        <T> void on(@Observes @Queue("emails") Job<List<T>> job) {}
    }

    @Test
    void anUnknownPayloadType() {
        mustNotDeploy(RawJob.class, "RAQUEL-003", "RawJob.on(Job)", "Job<WelcomeEmail>");
        mustNotDeploy(WildcardJob.class, "RAQUEL-003", "WildcardJob.on(Job<? extends Email>)");
        mustNotDeploy(GenericMethod.class, "RAQUEL-003", "GenericMethod.on(Job<List<T>>)");
    }

    @Dependent
    static class AfterSuccess {
        void on(@Observes(during = TransactionPhase.AFTER_SUCCESS) @Queue("emails") Job<Email> job) {}
    }

    @Test
    void anotherTransactionPhase() {
        mustNotDeploy(AfterSuccess.class, "RAQUEL-005", "during = AFTER_SUCCESS", "Leave 'during' out");
    }

    @ApplicationScoped
    static class IfExists {
        void on(@Observes(notifyObserver = Reception.IF_EXISTS) @Queue("emails") Job<Email> job) {}
    }

    @Test
    void conditionalReception() {
        mustNotDeploy(IfExists.class, "RAQUEL-006", "IF_EXISTS", "Leave 'notifyObserver' out");
    }

    @Dependent
    static class First {
        void on(@Observes @Queue("emails") Job<Email> job) {}
    }

    @Dependent
    static class Second {
        void other(@Observes @Queue("emails") Job<String> job) {}
    }

    @Dependent
    static class Heir extends First {}

    @Alternative
    @jakarta.annotation.Priority(1)
    @Dependent
    static class Instead extends First {
        @Override
        void on(@Observes @Queue("emails") Job<Email> job) {}
    }

    @Specializes
    @Dependent
    static class Better extends First {
        @Override
        void on(@Observes @Queue("emails") Job<Email> job) {}
    }

    @Test
    void twoHandlersOfOneQueue() {
        String both = problems(First.class, Second.class);

        assertThat(both)
                .contains(
                        "RAQUEL-007", "\"emails\" has 2 handlers", "First.on(Job<Email>)", "Second.other(Job<String>)")
                .containsOnlyOnce("RAQUEL-");
        assertThat(problems(First.class, Heir.class)).contains("RAQUEL-007", "Heir.on(Job<Email>)");
        assertThat(problems(First.class, Instead.class)).contains("RAQUEL-007");
        mustDeploy(First.class, Better.class);
    }

    @SessionScoped
    static class InSession implements Serializable {
        private static final long serialVersionUID = 1L;

        void on(@Observes @Queue("emails") Job<Email> job) {}
    }

    @ConversationScoped
    static class InConversation implements Serializable {
        private static final long serialVersionUID = 1L;

        void on(@Observes @Queue("emails") Job<Email> job) {}
    }

    @TransactionScoped
    static class InTransaction implements Serializable {
        private static final long serialVersionUID = 1L;

        void on(@Observes @Queue("emails") Job<Email> job) {}
    }

    @SessionScoped
    static class StaticInSession implements Serializable {
        private static final long serialVersionUID = 1L;

        static void on(@Observes @Queue("emails") Job<Email> job) {}
    }

    @Test
    void aScopeThatIsNotActiveWhereJobsRun() {
        mustNotDeploy(InSession.class, "RAQUEL-008", "@SessionScoped", "@ApplicationScoped");
        mustNotDeploy(InConversation.class, "RAQUEL-008", "@ConversationScoped");
        mustNotDeploy(InTransaction.class, "RAQUEL-008", "@TransactionScoped");
        mustDeploy(StaticInSession.class);
    }

    @Dependent
    static class WantsMetadata {
        void on(@Observes @Queue("emails") Job<Email> job, EventMetadata metadata) {}
    }

    @Test
    void injectedEventMetadata() {
        mustNotDeploy(WantsMetadata.class, "RAQUEL-009", "EventMetadata", "job.info()");
    }

    @Dependent
    static class Blank {
        void on(@Observes @Queue(" ") Job<Email> job) {}
    }

    @Dependent
    static class TrailingBlank {
        void on(@Observes @Queue("emails ") Job<Email> job) {}
    }

    @Dependent
    static class TooLong {
        private static final String TEN = "0123456789";
        private static final String LONG = TEN + TEN + TEN + TEN + TEN + TEN + TEN + TEN + TEN + TEN + TEN + TEN + TEN
                + TEN + TEN + TEN + TEN + TEN + TEN + TEN + TEN + TEN + TEN + TEN + TEN + "012345";

        void on(@Observes @Queue(LONG) Job<Email> job) {}
    }

    @Test
    void aQueueNameThatDoesNotFit() {
        mustNotDeploy(Blank.class, "RAQUEL-010", "blank", "1 to 255 characters");
        mustNotDeploy(TooLong.class, "RAQUEL-010", "256 characters");
        mustNotDeploy(TrailingBlank.class, "RAQUEL-010", "begins or ends with white space");
    }

    @Dependent
    static class NoThread {
        void on(@Observes @Queue(value = "emails", concurrency = 0) Job<Email> job) {}
    }

    @Dependent
    static class AThousandThreads {
        void on(@Observes @Queue(value = "emails", concurrency = 1_000) Job<Email> job) {}
    }

    @Dependent
    static class TooManyThreads {
        void on(@Observes @Queue(value = "emails", concurrency = 1_001) Job<Email> job) {}
    }

    @Test
    void aConcurrencyThatNobodyCanHave() {
        mustNotDeploy(NoThread.class, "RAQUEL-011", "concurrency = 0", "Give 1 to 1000");
        mustNotDeploy(TooManyThreads.class, "RAQUEL-011", "concurrency = 1001", "Give 1 to 1000");
        mustDeploy(AThousandThreads.class);
    }

    @Test
    void allProblemsAreTold() {
        assertThat(problems(TakesThePayload.class, NamesNoQueue.class, NoThread.class))
                .contains("RAQUEL-001", "RAQUEL-002", "RAQUEL-007", "RAQUEL-011");
    }

    @RequestScoped
    static class Fine {
        private void hidden(@Observes @Queue("a") Job<Map<String, List<? extends Number>>> job, BeanManager beans) {}

        static void shared(@Observes @Queue("b") Job<Email[]> job) {}

        void others(@Observes Object anything) {}
    }

    abstract static class Generic<T> {
        void on(@Observes @Queue("generic") Job<T> job) {}
    }

    @ApplicationScoped
    static class Concrete extends Generic<Email> {}

    @Test
    void handlers() {
        mustDeploy(Fine.class);
        mustDeploy(Concrete.class);
    }

    static void mustNotDeploy(Class<?> bean, String... told) {
        assertThat(problems(bean)).contains(told).containsOnlyOnce("RAQUEL-");
    }

    static void mustDeploy(Class<?>... beans) {
        try (WeldContainer deployed = deploy(beans)) {
            assertThat(deployed.isRunning()).isTrue();
        }
    }

    private static String problems(Class<?>... beans) {
        Throwable refused = catchThrowable(() -> deploy(beans).close());
        assertThat(refused).as("%s must not deploy", List.of(beans)).isNotNull();
        return refused.getMessage();
    }

    private static WeldContainer deploy(Class<?>... beans) {
        return new Weld()
                .disableDiscovery()
                .addExtension(new RaquelExtension())
                .addBeanClasses(beans)
                .initialize();
    }
}
