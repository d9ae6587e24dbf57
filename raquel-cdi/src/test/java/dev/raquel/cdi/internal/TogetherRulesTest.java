package dev.raquel.cdi.internal;

import static dev.raquel.cdi.internal.HandlerRulesTest.mustNotDeploy;

import dev.raquel.Handling;
import dev.raquel.Job;
import dev.raquel.cdi.Queue;
import dev.raquel.cdi.internal.HandlerRulesTest.Email;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which observers take many jobs at once, and what whoever writes another one is told. */
class TogetherRulesTest {

    @Dependent
    static class TakesAListOfPayloads {
        void on(@Observes @Queue("emails") List<Email> emails) {}
    }

    @Dependent
    static class TakesJobsOfNoQueue {
        void on(@Observes List<Job<Email>> jobs) {}
    }

    @Dependent
    @SuppressWarnings("rawtypes")
    static class TakesRawJobs {
        void on(@Observes @Queue("emails") List<Job> jobs) {}
    }

    @Test
    void aListThatIsNotOneOfJobs() {
        mustNotDeploy(TakesAListOfPayloads.class, "RAQUEL-001", "List<Email>", "Take a List<dev.raquel.Job<Email>>");
        mustNotDeploy(TakesJobsOfNoQueue.class, "RAQUEL-002", "TakesJobsOfNoQueue.on(List<Job<Email>>)", "@Queue");
        mustNotDeploy(TakesRawJobs.class, "RAQUEL-003", "TakesRawJobs.on(List<Job>)");
    }

    @Dependent
    static class SharesWithNobody {
        void on(@Observes @Queue(value = "emails", perTransaction = 0) Job<Email> job) {}
    }

    @Dependent
    static class SharesWithEverybody {
        void on(@Observes @Queue(value = "emails", perTransaction = 1_001) List<Job<Email>> jobs) {}
    }

    @Test
    void aTransactionOfTooFewOrTooMany() {
        mustNotDeploy(SharesWithNobody.class, "RAQUEL-051", "perTransaction = 0", "1 to 1000");
        mustNotDeploy(SharesWithEverybody.class, "RAQUEL-051", "perTransaction = 1001", "1 to 1000");
    }

    @Dependent
    static class HasNothingToShare {
        void on(
                @Observes @Queue(value = "emails", handling = Handling.NON_TRANSACTIONAL, perTransaction = 20)
                        Job<Email> job) {}
    }

    @Test
    void aTransactionThatIsNotThere() {
        mustNotDeploy(HasNothingToShare.class, "RAQUEL-052", "NON_TRANSACTIONAL", "List<Job<..>>");
    }
}
