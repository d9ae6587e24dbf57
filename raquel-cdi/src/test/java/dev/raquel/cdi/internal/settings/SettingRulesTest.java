package dev.raquel.cdi.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raquel.Handling;
import dev.raquel.Job;
import dev.raquel.cdi.Queue;
import dev.raquel.cdi.internal.RaquelExtension;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.jboss.weld.environment.se.Weld;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingRulesTest {

    private static final Map<String, Handling> QUEUES =
            Map.of("emails", Handling.TRANSACTIONAL, "reports.daily", Handling.NON_TRANSACTIONAL);

    @Test
    void nothingIsFine() {
        assertThat(violations(Map.of())).isEmpty();
        assertThat(warnings(Map.of())).isEmpty();
    }

    @Test
    void whatIsKnownIsFine() {
        Map<String, String> settings = Map.of(
                "raquel.enabled", "true",
                "raquel.table", "jobs",
                "raquel.schema", "queue",
                "raquel.queue.emails.concurrency", "8",
                "raquel.queue.emails.transaction-timeout", "PT30S",
                "raquel.queue.reports.daily.paused", "true");

        assertThat(violations(settings)).isEmpty();
        assertThat(warnings(settings)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "raquel.pol-interval, raquel.poll-interval",
        "raquel.pollInterval, raquel.poll-interval",
        "raquel.nodename, raquel.node-name",
        "raquel.Enabled, raquel.enabled",
        "raquel.queue.emails.concurency, raquel.queue.emails.concurrency",
        "raquel.queue.elsewhere.pause, raquel.queue.elsewhere.paused",
        "raquel.queues.emails.paused, raquel.queue.emails.paused",
    })
    void misspeltNames(String name, String meant) {
        assertThat(violations(Map.of(name, "1")))
                .containsExactly("RAQUEL-020: There is no setting " + name + " (it is '1' by the test). Write " + meant
                        + ", if that is meant, or remove it.");
    }

    @Test
    void aNameThatIsLikeNoOther() {
        assertThat(violations(Map.of("raquel.colour", "blue")))
                .singleElement()
                .asString()
                .contains("There is no setting raquel.colour", "raquel.executor", "raquel.queue.<queue>.paused");
    }

    @Test
    void allProblemsAtOnce() {
        assertThat(violations(Map.of(
                        "raquel.poll-interval", "often",
                        "raquel.queue.emails.concurrency", "0",
                        "raquel.dispach", "true",
                        "raquel.queue.reports.daily.transaction-timeout", "PT30S")))
                .satisfiesExactlyInAnyOrder(
                        problem -> assertThat(problem).contains("RAQUEL-014", "raquel.poll-interval is 'often'"),
                        problem -> assertThat(problem).contains("RAQUEL-014", "raquel.queue.emails.concurrency is '0'"),
                        problem -> assertThat(problem).contains("RAQUEL-020", "raquel.dispatch"),
                        problem -> assertThat(problem)
                                .contains("RAQUEL-021", "raquel.queue.reports.daily.transaction-timeout is 'PT30S'"));
    }

    @Dependent
    static class Reports {
        void write(@Observes @Queue(value = "reports", handling = Handling.NON_TRANSACTIONAL) Job<String> job) {}
    }

    @Test
    void theyFailTheDeployment() {
        System.setProperty("raquel.pol-interval", "PT1S");
        System.setProperty("raquel.queue.reports.transaction-timeout", "PT1S");
        forgetNames();
        try {
            assertThatThrownBy(() -> new Weld()
                            .disableDiscovery()
                            .addExtension(new RaquelExtension())
                            .addBeanClasses(Reports.class)
                            .initialize())
                    .hasMessageContaining("RAQUEL-020: There is no setting raquel.pol-interval (it is 'PT1S' by ")
                    .hasMessageContaining("RAQUEL-021: raquel.queue.reports.transaction-timeout");
        } finally {
            System.clearProperty("raquel.pol-interval");
            System.clearProperty("raquel.queue.reports.transaction-timeout");
            forgetNames();
        }
    }

    /** An implementation notes the names of properties when it is first asked, which another test may have done. */
    private static void forgetNames() {
        ConfigProviderResolver resolver = ConfigProviderResolver.instance();
        resolver.releaseConfig(resolver.getConfig(SettingRules.class.getClassLoader()));
    }

    @Test
    void aQueueWithoutAHandlerHereMayBeAnothersAndIsNoError() {
        Map<String, String> settings =
                Map.of("raquel.queue.email.concurrency", "none of our business", "raquel.queue.reports.paused", "true");

        assertThat(violations(settings)).isEmpty();
        assertThat(warnings(settings))
                .satisfiesExactly(
                        warning -> assertThat(warning)
                                .contains("RAQUEL-024", "raquel.queue.email.concurrency", "'email'", "reports.daily"),
                        warning -> assertThat(warning).contains("RAQUEL-024", "raquel.queue.reports.paused"));
    }

    @ParameterizedTest
    @CsvSource({
        "RAQUEL_POL_INTERVAL, RAQUEL_POLL_INTERVAL",
        "RAQUEL_NODENAME, RAQUEL_NODE_NAME",
        "RAQUEL_QUEUE_EMAIL_PAUSED, RAQUEL_QUEUE_EMAILS_PAUSED",
        "RAQUEL_QUEUE_REPORTS_DAILY_CONCURENCY, RAQUEL_QUEUE_REPORTS_DAILY_CONCURRENCY",
    })
    void misspeltVariablesMayBeAnotherProgramsAndAreNoErrors(String variable, String meant) {
        Settings settings = new Settings(new MapOfSettings(Map.of(), Set.of(variable)));

        assertThat(SettingRules.violations(settings, QUEUES)).isEmpty();
        assertThat(SettingRules.warnings(settings, QUEUES))
                .containsExactly("RAQUEL-025: No setting of this application is read from the environment variable "
                        + variable + ". Write " + meant + ", if that is meant.");
    }

    @Test
    void variablesOfSettingsAreFineAndOnesLikeNoOtherAreTold() {
        Settings settings = new Settings(new MapOfSettings(
                Map.of(),
                Set.of(
                        "RAQUEL_POLL_INTERVAL",
                        "RAQUEL_SCHEMA",
                        "RAQUEL_QUEUE_REPORTS_DAILY_PAUSED",
                        "RAQUEL_THE_DOG")));

        assertThat(SettingRules.warnings(settings, QUEUES))
                .singleElement()
                .asString()
                .contains("RAQUEL-025", "RAQUEL_THE_DOG", "raquel.executor");
    }

    @Test
    void whoeverWritesThirtyMayMeanSeconds() {
        Map<String, String> settings = Map.of("raquel.poll-interval", "10", "raquel.shutdown-timeout", " 30 ");

        assertThat(violations(settings)).isEmpty();
        assertThat(warnings(settings))
                .containsExactly(
                        "RAQUEL-026: raquel.poll-interval is '10' by the test, which means 10 ms. Write PT10S, if"
                                + " seconds are meant, or PT0.01S.",
                        "RAQUEL-026: raquel.shutdown-timeout is ' 30 ' by the test, which means 30 ms. Write PT30S, if"
                                + " seconds are meant, or PT0.03S.");
    }

    @Test
    void nothingElseIsTakenForSeconds() {
        assertThat(warnings(Map.of(
                        "raquel.poll-interval", "1000",
                        "raquel.reclaim-after", "PT60S",
                        "raquel.shutdown-timeout", "0",
                        "raquel.node-name", "30",
                        "raquel.queue.emails.concurrency", "30")))
                .isEmpty();
    }

    private static List<String> violations(Map<String, String> texts) {
        return SettingRules.violations(new Settings(new MapOfSettings(texts)), QUEUES);
    }

    private static List<String> warnings(Map<String, String> texts) {
        return SettingRules.warnings(new Settings(new MapOfSettings(texts)), QUEUES);
    }
}
