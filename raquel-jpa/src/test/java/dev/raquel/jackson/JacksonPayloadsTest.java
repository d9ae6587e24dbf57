package dev.raquel.jackson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JacksonPayloadsTest {

    private final JacksonPayloads payloads = JacksonPayloads.withDefaults();

    record Mail(
            String to,
            Instant at,
            Duration patience,
            Optional<String> cc,
            @Nullable String subject) {}

    @Test
    void recordsSurviveTheRoundTrip() {
        Mail mail = new Mail(
                "Zoë \"quoted\" 🙂",
                Instant.parse("2026-02-03T04:05:06.789Z"),
                Duration.ofMinutes(3),
                Optional.of("all"),
                null);

        String text = payloads.write(mail);

        assertThat(text).contains("2026-02-03T04:05:06.789Z", "PT3M").doesNotContain("Mail");
        assertThat(payloads.read(text, Mail.class)).isEqualTo(mail);
    }

    @Test
    void stringsAreStoredAndReadAsTheyAre() {
        for (String text : List.of("", "hello", "\"quoted\"", "{\"a\":1}", "null")) {
            assertThat(payloads.write(text)).isEqualTo(text);
            assertThat(payloads.read(text, String.class)).isEqualTo(text);
        }
    }

    @Test
    void genericsAreReadAsDeclared() {
        Type type = new TypeReference<Map<String, List<Integer>>>() {}.getType();

        assertThat(payloads.read("{\"a\":[1,2]}", type)).isEqualTo(Map.of("a", List.of(1, 2)));
        assertThat(((JsonNode) java.util.Objects.requireNonNull(payloads.read("{\"a\":[1]}", JsonNode.class)))
                        .at("/a/0")
                        .asInt())
                .isOne();
    }

    @Test
    void nullIsNull() {
        assertThat(payloads.write(null)).isNull();
        assertThat(payloads.read(null, Mail.class)).isNull();
    }

    @Test
    void newerNodesMayHaveAddedProperties() {
        assertThat(payloads.read("{\"to\":\"x\",\"added\":1}", Mail.class)).isInstanceOf(Mail.class);
    }

    @Test
    void whatCannotBeReadSaysWhy() {
        for (String text : List.of("{", "[1]", "{\"to\":\"x\"} garbage", "{\"at\":\"yesterday\"}")) {
            assertThatIllegalArgumentException()
                    .as(text)
                    .isThrownBy(() -> payloads.read(text, Mail.class))
                    .withMessageContaining("cannot be read as")
                    .withMessageContaining("Mail");
        }
    }

    @Test
    void whatCannotBeWrittenSaysWhy() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> payloads.write(new Object()))
                .withMessageContaining("java.lang.Object")
                .withMessageContaining("cannot be written as JSON");
    }

    @Test
    void noClassIsChosenByTheData() {
        Object read = payloads.read("[\"java.util.ArrayList\", [1]]", Object.class);

        assertThat(read).isEqualTo(List.of("java.util.ArrayList", List.of(1)));
    }

    @Test
    void halvesOfSurrogatePairsAreRefusedInATextAndEscapedInJson() {
        for (String text : List.of("a\uD83D", "\uDE42", "\uDE42\uD83D", "x\uD83Dx")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> payloads.write(text))
                    .withMessageContaining("half a surrogate pair at")
                    .withMessageContaining("wrap it in an object");

            String json = payloads.write(Map.of(text, List.of("\\" + text + "\uD83D\uDE42")));

            assertThat(json).isEqualTo(new String(bytes(json), UTF_8)).contains("\uD83D\uDE42");
            assertThat(payloads.read(json, Object.class))
                    .isEqualTo(Map.of(text, List.of("\\" + text + "\uD83D\uDE42")));
        }
        assertThat(payloads.write("\uD83D\uDE42")).isEqualTo("\uD83D\uDE42");
    }

    private static byte[] bytes(@Nullable String text) {
        return java.util.Objects.requireNonNull(text).getBytes(UTF_8);
    }

    @Test
    void whatWasWrittenCanBeReadHoweverLongItsTextsAre() {
        Map<String, String> payload = Map.of("text", "x".repeat(20_000_001));

        assertThat(payloads.read(payloads.write(payload), Map.class)).isEqualTo(payload);
    }

    @Test
    void jsonThatIsNestedWithoutEndIsRefused() {
        for (Type type : List.of(Object.class, JsonNode.class, Mail.class)) {
            String deep = type == Mail.class ? "{\"unknown\":".repeat(100_000) : "[".repeat(100_000);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> payloads.read(deep, type))
                    .withMessageContaining("nesting depth (1001) exceeds the maximum");
        }
    }

    @Test
    void anExponentOfAMillionIsNoMillionDigits() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> payloads.read("1e1000000", BigInteger.class))
                .withMessageContaining("cannot be read as java.math.BigInteger");
    }

    @Test
    void zonesAndOffsetsSurviveTheRoundTrip() {
        ZonedDateTime paris = ZonedDateTime.parse("2026-02-03T04:05:06.789+01:00[Europe/Paris]");
        OffsetDateTime offset = OffsetDateTime.parse("2026-02-03T04:05:06+05:30");

        assertThat(payloads.read(payloads.write(paris), ZonedDateTime.class)).isEqualTo(paris);
        assertThat(payloads.read(payloads.write(offset), OffsetDateTime.class)).isEqualTo(offset);
    }

    @Test
    void aClassThatCannotBeInitialisedIsAPayloadThatCannotBeRead() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> payloads.read("{}", Uninitialisable.class))
                .withMessageContaining("cannot be read as")
                .withMessageContaining("ExceptionInInitializerError");
    }

    static final class Uninitialisable {

        static final int BROKEN = Integer.parseInt("broken");
    }
}
