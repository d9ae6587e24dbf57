package dev.raquel.cdi.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where settings come from. */
class SettingSourceTest {

    private static SettingSource microProfile(Map<String, String> environment, Map<String, String> file) {
        return new MicroProfileConfig(
                new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .withSources(new EnvConfigSource(environment, 300))
                        .withSources(new PropertiesConfigSource(file, "the file", 100))
                        .build(),
                environment.keySet());
    }

    @Test
    void aFileOfTheApplications() {
        SettingSource source = microProfile(Map.of(), Map.of("raquel.poll-interval", "PT5S", "other", "x"));

        assertThat(source.find("raquel.poll-interval").orElseThrow().text()).isEqualTo("PT5S");
        assertThat(source.find("raquel.poll-interval").orElseThrow().source()).contains("the file");
        assertThat(source.names()).containsExactly("raquel.poll-interval");
    }

    @Test
    void environmentVariablesGoFirstAndAreNoUnknownNames() {
        SettingSource source = microProfile(
                Map.of("RAQUEL_POLL_INTERVAL", "PT9S", "RAQUEL_QUEUE_EMAILS_TO_STAFF_PAUSED", "true", "PATH", "/bin"),
                Map.of("raquel.poll-interval", "PT5S"));

        assertThat(source.find("raquel.poll-interval").orElseThrow().text()).isEqualTo("PT9S");
        assertThat(source.find("raquel.queue.emails-to.staff.paused")
                        .orElseThrow()
                        .text())
                .isEqualTo("true");
        assertThat(source.names()).doesNotContain("raquel.poll.interval", "raquel.queue.emails.to.staff.paused");
        assertThat(source.variables()).containsExactly("RAQUEL_POLL_INTERVAL", "RAQUEL_QUEUE_EMAILS_TO_STAFF_PAUSED");
    }

    @Test
    void theEmptyTextIsNothing() {
        SettingSource source = microProfile(Map.of("RAQUEL_POLL_INTERVAL", ""), Map.of("raquel.poll-interval", "PT5S"));

        assertThat(source.find("raquel.poll-interval")).isEmpty();
    }

    @Test
    void anExpressionThatNothingResolvesIsAnError() {
        SettingSource source = microProfile(
                Map.of(),
                Map.of(
                        "raquel.node-name", "${pod.name}",
                        "raquel.table", "${table:}",
                        "raquel.schema", "${place:queue}"));

        assertThat(SettingRules.violations(new Settings(source), Map.of()))
                .singleElement()
                .asString()
                .startsWith("RAQUEL-014: raquel.node-name is '${pod.name}' by ")
                .contains("the file", "${pod.name:alpha}");
        assertThat(source.find("raquel.table")).isEmpty();
        assertThat(source.find("raquel.schema").orElseThrow().text()).isEqualTo("queue");
    }

    @Test
    void aPersistenceUnitDoesNotPassOverAnExpressionEither() {
        System.setProperty("raquel.table", "${no.such.table}");
        try {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ConfiguredProperties().value("raquel.table"))
                    .withMessageStartingWith("RAQUEL-014: raquel.table is '${no.such.table}'");
        } finally {
            System.clearProperty("raquel.table");
        }
    }

    @Test
    void withMicroProfileSystemPropertiesAreAmongTheSources() {
        assertThat(SettingSource.ofApplication()).isInstanceOf(MicroProfileConfig.class);
        System.setProperty("raquel.node-name", "blue");
        try {
            assertThat(SettingSource.ofApplication()
                            .find("raquel.node-name")
                            .orElseThrow()
                            .text())
                    .isEqualTo("blue");
            assertThat(new ConfiguredProperties().value("raquel.node-name")).isEqualTo("blue");
        } finally {
            System.clearProperty("raquel.node-name");
        }
        assertThat(new ConfiguredProperties().value("raquel.node-name")).isNull();
    }

    @Test
    void withoutMicroProfileTheyAreTheOnlyOne() throws Exception {
        URL[] withoutIt = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> !path.contains("microprofile") && !path.contains("smallrye"))
                .map(SettingSourceTest::url)
                .toArray(URL[]::new);
        System.setProperty("raquel.node-name", "blue");
        System.setProperty("raquel.executor", "");
        try (URLClassLoader server = new URLClassLoader(withoutIt, ClassLoader.getPlatformClassLoader())) {
            Object properties = server.loadClass(ConfiguredProperties.class.getName())
                    .getConstructor()
                    .newInstance();
            var value = properties.getClass().getMethod("value", String.class);

            assertThat(value.invoke(properties, "raquel.node-name")).isEqualTo("blue");
            assertThat(value.invoke(properties, "raquel.executor")).isNull();
            assertThat(value.invoke(properties, "raquel.table")).isNull();
        } finally {
            System.clearProperty("raquel.node-name");
            System.clearProperty("raquel.executor");
        }
    }

    private static URL url(String path) {
        try {
            return new File(path).toURI().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(path, e);
        }
    }
}
