package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raquel.CapturedLog;
import dev.raquel.ClaimOptions;
import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.SubscribeOptions;
import dev.raquel.Subscription;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Payloads by somebody who means harm: they are data, whatever they say. */
interface HostilePayloadContract extends Contract {

    String SECRET = "4111-1111-1111-1111";

    record Card(String owner, int number) {}

    private <T> List<T> handled(Class<T> type) {
        List<T> handled = new ArrayList<>();
        try (Subscription handler = q().raquel
                .<T>subscribe(SubscribeOptions.of(QueueFixture.QUEUE, type), job -> handled.add(job.payload()))) {
            q().raquel.drain(QueueFixture.QUEUE);
        }
        return handled;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'; drop table jobs; --",
                "' or '1'='1",
                "\\'; delete from jobs; #",
                "${jndi:ldap://localhost/x} #{1+1} {0} %s %n ? :id ?1",
                "\u202Egnp.exe \u0007\u001B[31m \uFFFE\uFFFF"
            })
    default void sqlAndItsLikeAreTexts(String text) {
        JobInfo job = q().raquel.enqueue(QueueFixture.QUEUE, text);
        q().raquel.enqueue(QueueFixture.QUEUE, "behind");

        assertThat(handled(String.class)).containsExactlyInAnyOrder(text, "behind");
        assertThat(q().read(job).status()).isEqualTo(JobStatus.SUCCESS);
    }

    @Test
    default void nestingWithoutEndFailsItsJobAlone() {
        JobInfo arrays = q().raquel.enqueue(QueueFixture.QUEUE, "[".repeat(1_000_000));
        JobInfo objects = q().raquel.enqueue(QueueFixture.QUEUE, "{\"a\":".repeat(1_000_000));
        q().raquel.enqueue(QueueFixture.QUEUE, "[1]");

        assertThat(handled(JsonNode.class)).hasSize(1);
        for (JobInfo bad : List.of(arrays, objects)) {
            assertThat(q().read(bad).status()).isEqualTo(JobStatus.FAILED);
            assertThat(q().read(bad).error()).contains("nesting depth").hasSizeLessThan(1_000);
        }
    }

    @Test
    @Timeout(30)
    default void numbersOfAMillionDigitsTakeNoThreadForMinutes() {
        q().raquel.enqueue(QueueFixture.QUEUE, "9".repeat(2_000_000));
        JobInfo exponent = q().raquel.enqueue(QueueFixture.QUEUE, "1e999999999");

        assertThat(handled(BigInteger.class))
                .singleElement()
                .satisfies(number -> assertThat(number.bitLength()).isGreaterThan(6_000_000));
        assertThat(q().read(exponent).status()).isEqualTo(JobStatus.FAILED);
    }

    @Test
    default void nothingOfAPayloadIsLoggedUnlessAtDebug() {
        try (CapturedLog log = new CapturedLog()) {
            q().raquel.enqueue(QueueFixture.QUEUE, SECRET);
            q().raquel.enqueue(QueueFixture.QUEUE, "{\"owner\":\"x\",\"number\":\"" + SECRET + "\"}");
            q().raquel.enqueue(QueueFixture.QUEUE, "{\"number\":1,\"owner\":\"" + SECRET + "\"}");
            q().raquel.enqueue(QueueFixture.QUEUE, new Card(SECRET, 1));
            SubscribeOptions options = SubscribeOptions.of(QueueFixture.QUEUE, Card.class);
            try (Subscription handler = q().raquel.<Card>subscribe(options, job -> {
                throw new IllegalStateException("cannot charge " + job.payload());
            })) {
                assertThat(q().raquel.drain(QueueFixture.QUEUE)).isEqualTo(4);
            }
            q().raquel
                    .claim(ClaimOptions.of(QueueFixture.QUEUE)
                            .withBefore(q().clock.instant().plus(Duration.ofDays(1))));
            q().clock.advance(Duration.ofDays(2));
            q().leases().reclaim(q().clock.millis(), List.of(), 10);

            assertThat(q().count("select count(*) from jobs where error like '%" + SECRET + "%'"))
                    .as("the table tells what the log does not")
                    .isPositive();
            assertThat(log.withTraces(Level.INFO)).noneMatch(line -> line.contains(SECRET));
        }
    }
}
