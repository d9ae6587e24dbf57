package dev.raquel.cdi.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents name the settings that there are. */
class DocumentedSettingsTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(raquel\\.[^`]*)` \\|");

    @Test
    void theListOfSettingsHasAllOfThem() throws IOException {
        assertThat(documented("docs/settings.md")).isEqualTo(existing());
    }

    @Test
    void theReadmeHasNoOthers() throws IOException {
        assertThat(documented("README.md")).isNotEmpty().isSubsetOf(existing());
    }

    private static Set<String> documented(String document) throws IOException {
        return ROW.matcher(Files.readString(Path.of("..").resolve(document)))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toSet());
    }

    private static Set<String> existing() {
        return Stream.concat(
                        Settings.ofNode().stream(),
                        Settings.ofQueues().stream().map(setting -> setting.ofQueue("<queue>")))
                .map(Setting::name)
                .collect(Collectors.toSet());
    }
}
