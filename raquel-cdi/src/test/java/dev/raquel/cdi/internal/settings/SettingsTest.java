package dev.raquel.cdi.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.raquel.JobStatus;
import dev.raquel.internal.dispatch.DispatcherSettings;
import dev.raquel.internal.lifecycle.Retention;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @Test
    void nothingSet() {
        Settings settings = read(Map.of());

        assertThat(settings.dispatcher()).isEqualTo(DispatcherSettings.defaults());
        assertThat(settings.enabled()).isTrue();
        assertThat(settings.dispatches()).isTrue();
        assertThat(settings.executor()).isEmpty();
        assertThat(settings.persistenceUnit()).isEmpty();
        assertThat(settings.ofQueue("emails", Settings.CONCURRENCY)).isEmpty();
    }

    @Test
    void everythingSet() {
        Settings settings = read(Map.ofEntries(
                Map.entry("raquel.enabled", "false"),
                Map.entry("raquel.dispatch", "false"),
                Map.entry("raquel.node-name", "blue"),
                Map.entry("raquel.poll-interval", "PT5S"),
                Map.entry("raquel.reclaim-after", " 90000 "),
                Map.entry("raquel.shutdown-timeout", "0"),
                Map.entry("raquel.retention.success", "P7D"),
                Map.entry("raquel.retention.exhausted", "P730D"),
                Map.entry("raquel.retention.cancelled", "PT1S"),
                Map.entry("raquel.retention.expired", "60000"),
                Map.entry("raquel.notify-nodes", "true"),
                Map.entry("raquel.executor", "java:comp/Jobs"),
                Map.entry("raquel.persistence-unit", "shop"),
                Map.entry("raquel.queue.emails.to.staff.concurrency", "1000"),
                Map.entry("raquel.queue.emails.to.staff.transaction-timeout", "PT1M"),
                Map.entry("raquel.queue.emails.to.staff.paused", "true")));

        assertThat(settings.dispatcher())
                .isEqualTo(new DispatcherSettings(
                        "blue",
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(90),
                        Duration.ZERO,
                        new Retention(Map.of(
                                JobStatus.SUCCESS, Duration.ofDays(7),
                                JobStatus.EXHAUSTED, Duration.ofDays(730),
                                JobStatus.CANCELLED, Duration.ofSeconds(1),
                                JobStatus.EXPIRED, Duration.ofMinutes(1))),
                        true));
        assertThat(settings.enabled()).isFalse();
        assertThat(settings.dispatches()).isFalse();
        assertThat(settings.executor()).contains("java:comp/Jobs");
        assertThat(settings.persistenceUnit()).contains("shop");
        assertThat(settings.ofQueue("emails.to.staff", Settings.CONCURRENCY)).contains(1000);
        assertThat(settings.ofQueue("emails.to.staff", Settings.TRANSACTION_TIMEOUT))
                .contains(Duration.ofMinutes(1));
        assertThat(settings.ofQueue("emails.to.staff", Settings.PAUSED)).contains(true);
        assertThat(settings.ofQueue("emails", Settings.PAUSED)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "raquel.poll-interval, often",
        "raquel.poll-interval, 0",
        "raquel.poll-interval, 1",
        "raquel.poll-interval, PT0.009S",
        "raquel.poll-interval, 5s",
        "raquel.poll-interval, P400D",
        "raquel.reclaim-after, -PT1S",
        "raquel.reclaim-after, 60",
        "raquel.reclaim-after, PT0.0001S",
        "raquel.reclaim-after, 99999999999999999999",
        "raquel.shutdown-timeout, -1",
        "raquel.retention.success, 0",
        "raquel.retention.exhausted, -P1D",
        "raquel.retention.cancelled, 60",
        "raquel.retention.expired, 1w",
        "raquel.node-name, ' '",
    })
    void senselessValues(String name, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(Map.of(name, value)).dispatcher())
                .withMessageStartingWith("RAQUEL-014: " + name + " is '" + value + "' by the test. Give a ");
    }

    @Test
    void aNodesNameMayBeAsLongAsTheQueueTakesIt() {
        String longest = "n".repeat(215);

        assertThat(read(Map.of("raquel.node-name", longest)).dispatcher().nodeName())
                .isEqualTo(longest);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> read(Map.of("raquel.node-name", longest + "n")).dispatcher())
                .withMessageContaining("Give a name of 1 to 215 characters");
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "1001", "many", "1.5", "99999999999"})
    void senselessConcurrency(String value) {
        Settings settings = read(Map.of("raquel.queue.emails.concurrency", value));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.ofQueue("emails", Settings.CONCURRENCY))
                .withMessageContaining("'" + value + "'")
                .withMessageContaining("Give a whole number from 1 to 1000");
    }

    @ParameterizedTest
    @CsvSource({"0", "PT0.5S", "1500", "PT-1S", "P366D", "soon"})
    void senselessTransactionTimeouts(String value) {
        Settings settings = read(Map.of("raquel.queue.emails.transaction-timeout", value));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.ofQueue("emails", Settings.TRANSACTION_TIMEOUT))
                .withMessageContaining("'" + value + "'")
                .withMessageContaining("whole seconds");
    }

    @Test
    void yesIsNotTrue() {
        assertThatIllegalArgumentException()
                .isThrownBy(read(Map.of("raquel.enabled", "yes"))::enabled)
                .withMessage("RAQUEL-014: raquel.enabled is 'yes' by the test. Say true or false.");
    }

    private static Settings read(Map<String, String> texts) {
        return new Settings(new MapOfSettings(texts));
    }
}
