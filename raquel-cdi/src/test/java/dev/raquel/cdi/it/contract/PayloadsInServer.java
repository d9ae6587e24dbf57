package dev.raquel.cdi.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raquel.JobInfo;
import dev.raquel.JobRequest;
import dev.raquel.JobStatus;
import dev.raquel.cdi.it.application.Letter;
import dev.raquel.cdi.it.application.Letters;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Payloads are read as the type that the observer names. */
interface PayloadsInServer extends InServer {

    Letter LETTER = new Letter("Ada", Instant.parse("2026-11-22T10:15:30.123456Z"), Optional.of("engines"));

    @Test
    default void aRecord() {
        assertThat(read("letter", LETTER)).isEqualTo(LETTER);
    }

    @Test
    default void aList() {
        assertThat(read("letters", List.of(LETTER, LETTER))).isEqualTo(List.of(LETTER, LETTER));
    }

    @Test
    default void aMap() {
        assertThat(read("map", Map.of("to", "Ada", "copies", List.of(1, 2))))
                .isEqualTo(Map.of("to", "Ada", "copies", List.of(1, 2)));
    }

    @Test
    default void aTree() {
        assertThat(((JsonNode) read("tree", LETTER)).get("to").asText()).isEqualTo("Ada");
    }

    @Test
    default void theRawText() {
        assertThat(read("text", "{\"as\": \"it is\"}")).isEqualTo("{\"as\": \"it is\"}");
    }

    @Test
    default void whatASubclassOfAGenericOneNames() {
        assertThat(read("mailbox", LETTER)).isEqualTo(LETTER);
    }

    @Test
    default void onesThatCannotBeReadFailTheirJobAlone() {
        JobInfo bad = awaitAttempt(
                raquel().enqueue(JobRequest.of("no JSON").withQueue("letter").withMaxRetries(0)));

        assertThat(bad.status()).isEqualTo(JobStatus.EXHAUSTED);
        assertThat(bad.error()).contains("letter", bad.id().toString(), "Letter");
        assertThat(read("letter", LETTER)).isEqualTo(LETTER);
    }

    /** What a handler is given. */
    private Object read(String queue, Object payload) {
        JobInfo job = awaitStatus(raquel().enqueue(queue, payload), JobStatus.SUCCESS);
        return bean(Letters.class).read(job.id());
    }
}
