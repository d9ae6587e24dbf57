package dev.raquel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the project's documents refer to is there. */
class DocumentLinksTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

    /** All of them, but for what the build writes. */
    static Stream<Path> documents() throws IOException {
        List<Path> places = List.of(ROOT, ROOT.resolve("docs"), ROOT.resolve("docs/adr"), ROOT.resolve("benchmarks"));
        Stream.Builder<Path> found = Stream.builder();
        for (Path place : places) {
            try (Stream<Path> files = Files.list(place)) {
                files.filter(file -> file.toString().endsWith(".md")).forEach(found::add);
            }
        }
        return found.build();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void everyLinkLeadsSomewhere(Path document) throws IOException {
        List<String> dead = LINK.matcher(Files.readString(document))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !URI.create(link).isAbsolute())
                .filter(link -> !leadsSomewhere(document, URI.create(link)))
                .toList();

        assertThat(dead).isEmpty();
    }

    private static boolean leadsSomewhere(Path document, URI link) {
        Path target = link.getPath().isEmpty() ? document : document.resolveSibling(link.getPath());
        return Files.exists(target)
                && (link.getFragment() == null || anchors(target).contains(link.getFragment()));
    }

    private static List<String> anchors(Path document) {
        try {
            return HEADING.matcher(Files.readString(document))
                    .results()
                    .map(heading -> anchor(heading.group(1)))
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    /** As hosts of repositories make it of a heading. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }
}
