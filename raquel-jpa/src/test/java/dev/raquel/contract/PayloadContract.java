package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.raquel.SubscribeOptions;
import dev.raquel.Subscription;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a handler gets for what was enqueued, through this database and back. */
interface PayloadContract extends Contract {

    List<String> TEXTS = List.of(
            "",
            " ",
            "plain",
            "Zo\u00eb, Zoe\u0308 and \uD83D\uDC69\u200D\uD83D\uDE80",
            "\u05E9\u05DC\u05D5\u05DD \u202Bright to left\u202C \u0645\u0631\u062D\u0628\u0627",
            "it's \"quoted\" `so` \\ and \\n, 100 % _ ? :name $1 {} ${x}",
            "line\nline\r\nline\rtab\t\u0001\u007F\u2028\uFEFF",
            "{\"a\": 1}",
            "null",
            " trailing blanks  ");

    enum Size {
        SMALL,
        LARGE
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "by")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Payment.Card.class, name = "card"),
        @JsonSubTypes.Type(value = Payment.Cash.class, name = "cash")
    })
    sealed interface Payment {

        record Card(String number) implements Payment {}

        record Cash() implements Payment {}
    }

    record Item(String name, Size size, int count) {}

    record Order(
            long id,
            List<Item> items,
            Payment payment,
            Instant at,
            LocalDate day,
            ZonedDateTime delivery,
            Duration patience,
            Optional<String> note,
            Optional<String> noNote,
            @Nullable String comment) {}

    Order ORDER = new Order(
            9_007_199_254_740_993L,
            List.of(new Item("lamp", Size.LARGE, 3), new Item(TEXTS.get(3), Size.SMALL, -1)),
            new Payment.Card("4242"),
            Instant.parse("2026-02-03T04:05:06.789012345Z"),
            LocalDate.of(2026, 2, 3),
            ZonedDateTime.parse("2026-02-03T04:05:06+01:00[Europe/Paris]"),
            Duration.ofMillis(90_061_001),
            Optional.of(TEXTS.get(6)),
            Optional.empty(),
            null);

    /** What a handler that declares this type gets for these payloads. */
    private List<Object> handled(Type type, Iterable<?> payloads) {
        List<Object> handled = Collections.synchronizedList(new ArrayList<>());
        for (Object payload : payloads) {
            q().raquel.enqueue(QueueFixture.QUEUE, payload);
            try (Subscription handler = q().raquel
                    .<Object>subscribe(
                            SubscribeOptions.of(QueueFixture.QUEUE, type), job -> handled.add(job.payload()))) {
                q().raquel.drain(QueueFixture.QUEUE);
            }
        }
        assertThat(q().row("select count(*) from jobs where status <> 'success'")
                        .values())
                .first()
                .hasToString("0");
        return handled;
    }

    @Test
    default void textsAreKeptExactly() {
        assertThat(handled(String.class, TEXTS)).isEqualTo(TEXTS);
    }

    @Test
    default void textsInJsonAreKeptExactly() {
        Type type = new TypeReference<Map<String, String>>() {}.getType();
        List<Map<String, String>> payloads = TEXTS.stream()
                .map(text -> Map.of("key " + text, "a\0b\uD83D" + text))
                .toList();

        assertThat(handled(type, payloads)).isEqualTo(payloads);
    }

    @Test
    default void nullIsStoredAsNullAndHandledAsNull() {
        for (Type type : List.of(String.class, Order.class, JsonNode.class)) {
            assertThat(handled(type, Collections.singletonList(null))).containsOnlyNulls();
        }
        assertThat(q().count("select count(*) from jobs where payload is null")).isEqualTo(3);
        assertThat(q().count("select count(*) from jobs where payload is not null"))
                .isZero();
    }

    @Test
    default void recordsEnumsDatesAndSealedTypesSurvive() {
        assertThat(handled(Order.class, List.of(ORDER))).containsExactly(ORDER);
        assertThat(handled(Payment.class, List.of(new Payment.Cash()))).containsExactly(new Payment.Cash());
        assertThat(handled(Size.class, List.of(Size.LARGE))).containsExactly(Size.LARGE);
    }

    @Test
    default void genericTypesAreReadAsDeclared() {
        List<Map<String, Item>> items = List.of(Map.of("first", new Item("lamp", Size.SMALL, 1)), Map.of());
        Map<String, Object> map = Map.of("a", 1, "b", List.of("x", true), "c", Map.of("d", 1.5));

        assertThat(handled(new TypeReference<List<Map<String, Item>>>() {}.getType(), List.of(items)))
                .containsExactly(items);
        assertThat(handled(new TypeReference<Map<String, Object>>() {}.getType(), List.of(map)))
                .containsExactly(map);
        assertThat(handled(JsonNode.class, List.of(map)))
                .singleElement()
                .isInstanceOfSatisfying(
                        JsonNode.class,
                        node -> assertThat(node.at("/b/0").asText()).isEqualTo("x"));
    }

    @Test
    default void tenMegabytesSurvive() {
        String text = "0123456789\u00e9\n\"\\x".repeat(750_000);
        assertThat(text.length()).isGreaterThan(10_000_000);

        assertThat(handled(String.class, List.of(text)).get(0).equals(text)).isTrue();
        assertThat(handled(Map.class, List.of(Map.of("text", text))).get(0).equals(Map.of("text", text)))
                .isTrue();
    }

    @Test
    default void unknownPropertiesAreIgnored() {
        assertThat(handled(
                        Item.class, List.of("{\"name\":\"lamp\",\"size\":\"SMALL\",\"count\":1,\"colour\":\"red\"}")))
                .containsExactly(new Item("lamp", Size.SMALL, 1));
    }

    @Test
    default void classNamesInAPayloadAreNotFollowed() {
        String payload =
                "{\"@class\":\"" + Trap.class.getName() + "\",\"value\":[\"" + Trap.class.getName() + "\",{}]}";

        Object handled = handled(Object.class, List.of(payload)).get(0);

        assertThat(handled)
                .isEqualTo(Map.of("@class", Trap.class.getName(), "value", List.of(Trap.class.getName(), Map.of())));
        assertThat(Trap.Sprung.YES).isEmpty();
    }

    /** A class that must not even be loaded. */
    final class Trap {

        static {
            Sprung.YES.add("loaded");
        }

        static final class Sprung {

            static final List<String> YES = new ArrayList<>();
        }
    }
}
