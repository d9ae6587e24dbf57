package dev.raquel.cdi.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.raquel.internal.dispatch.DispatcherSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @Test
    void nothingSet() {
        assertThat(read(Map.of())).isEqualTo(DispatcherSettings.defaults());
    }

    @Test
    void everythingSet() {
        assertThat(read(Map.of(
                        "raquel.node-name", "blue",
                        "raquel.poll-interval", "PT5S",
                        "raquel.reclaim-after", " 90000 ",
                        "raquel.shutdown-timeout", "0")))
                .isEqualTo(
                        new DispatcherSettings("blue", Duration.ofSeconds(5), Duration.ofSeconds(90), Duration.ZERO));
    }

    @ParameterizedTest
    @CsvSource({
        "raquel.poll-interval, often",
        "raquel.poll-interval, 0",
        "raquel.poll-interval, 5s",
        "raquel.poll-interval, ''",
        "raquel.poll-interval, P400D",
        "raquel.reclaim-after, -PT1S",
        "raquel.reclaim-after, PT0.0001S",
        "raquel.reclaim-after, 99999999999999999999",
        "raquel.shutdown-timeout, -1",
        "raquel.node-name, ' '",
    })
    void senselessValues(String property, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(Map.of(property, value)))
                .withMessageStartingWith("RAQUEL-014: " + property + " is '" + value + "'. Give a ");
    }

    private static DispatcherSettings read(Map<String, String> properties) {
        return new Settings(properties::get).dispatcher();
    }
}
