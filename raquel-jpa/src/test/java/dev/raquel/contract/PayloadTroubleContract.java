package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.Raquel;
import dev.raquel.SubscribeOptions;
import dev.raquel.Subscription;
import dev.raquel.spi.PayloadCodec;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Payloads that cannot be read or written, and codecs that an application brings. */
interface PayloadTroubleContract extends Contract {

    record Item(String name, int count) {}

    @Test
    default void anUnreadablePayloadFailsItsJobAloneAndTellsWhy() {
        Item item = new Item("lamp", 1);
        JobInfo before = q().raquel.enqueue(QueueFixture.QUEUE, item);
        q().clock.advance(Duration.ofMillis(1));
        JobInfo noJson = q().raquel.enqueue(QueueFixture.QUEUE, "no json");
        JobInfo wrongType = q().raquel.enqueue(QueueFixture.QUEUE, List.of("an array"));
        q().clock.advance(Duration.ofMillis(1));
        JobInfo after = q().raquel.enqueue(QueueFixture.QUEUE, item);
        CountDownLatch handled = new CountDownLatch(2);
        try (Subscription handler = q().raquel
                .<Item>subscribe(SubscribeOptions.of(QueueFixture.QUEUE, Item.class), job -> handled.countDown())
                .start()) {
            q().pass(handled);
            for (JobInfo good : List.of(before, after)) {
                q().awaitStatus(good, JobStatus.SUCCESS);
            }
            for (JobInfo bad : List.of(noJson, wrongType)) {
                q().awaitStatus(bad, JobStatus.FAILED);
            }
        }

        assertThat(List.of(noJson, wrongType, after))
                .as("all in one claim")
                .allSatisfy(job -> assertThat(q().read(job).claimedBy())
                        .isEqualTo(q().read(before).claimedBy()));
        assertThat(q().read(noJson).error())
                .contains("'contract'", noJson.id().toString(), Item.class.getName(), "Unrecognized token 'no'");
        assertThat(q().read(wrongType).error())
                .contains("'contract'", wrongType.id().toString(), Item.class.getName(), "from Array value");
        assertThat(q().read(noJson).failures()).isOne();
    }

    @Test
    default void anErrorInTheCodecFailsItsJobAlone() {
        Raquel own = q().node(q().builder().payloads(new Fragile()));
        JobInfo bad = own.enqueue(QueueFixture.QUEUE, "fragile");
        JobInfo good = own.enqueue(QueueFixture.QUEUE, "solid");
        try (Subscription handler =
                own.<String>subscribe(SubscribeOptions.of(QueueFixture.QUEUE, String.class), running -> {})) {
            assertThat(own.drain(QueueFixture.QUEUE)).isEqualTo(2);
        }

        assertThat(q().read(bad).status()).isEqualTo(JobStatus.FAILED);
        assertThat(q().read(bad).error()).contains("'contract'", bad.id().toString(), "AssertionError: fragile");
        assertThat(q().read(good).status()).isEqualTo(JobStatus.SUCCESS);
    }

    /** An application's codec that does not keep to its contract. */
    final class Fragile implements PayloadCodec {

        @Override
        public @Nullable String write(@Nullable Object payload) {
            return (String) payload;
        }

        @Override
        public @Nullable Object read(@Nullable String text, Type type) {
            if ("fragile".equals(text)) {
                throw new AssertionError(text);
            }
            return text;
        }
    }

    @Test
    default void anUnwritablePayloadIsRefusedAndTheTransactionGoesOn() {
        List<Object> cycle = new ArrayList<>();
        cycle.add(cycle);

        q().raquel.inTransaction(entityManager -> {
            for (Object payload : List.of(cycle, new Object(), "half \uD83D", "a\0b")) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> q().raquel.enqueue(QueueFixture.QUEUE, payload))
                        .withMessageContaining("The payload");
            }
            assertThat(q().raquel.enqueue(QueueFixture.QUEUE, "fine").payload()).isEqualTo("fine");
            return null;
        });

        assertThat(q().jobs()).isOne();
        assertThat(q().count("select count(*) from jobs where queue = 'contract'"))
                .isOne();
    }

    @Test
    default void anApplicationCanBringItsOwnMapper() {
        JsonMapper mapper = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
                .build();
        Raquel own = q().node(q().builder().objectMapper(mapper));
        List<Item> handled = new ArrayList<>();
        Item item = new Item("lamp", 1);

        JobInfo job = own.enqueue(QueueFixture.QUEUE, item);
        try (Subscription handler = own.<Item>subscribe(
                SubscribeOptions.of(QueueFixture.QUEUE, Item.class), running -> handled.add(running.payload()))) {
            own.drain(QueueFixture.QUEUE);
        }

        assertThat(job.payload()).contains("\"Name\":\"lamp\"");
        assertThat(handled).containsExactly(item);
    }
}
