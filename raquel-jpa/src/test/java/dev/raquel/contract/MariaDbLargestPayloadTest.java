package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raquel.testing.MariaDbDatabase;
import org.junit.jupiter.api.Test;

/** MariaDB and MySQL limit the size of a statement: what a payload beyond it meets. */
class MariaDbLargestPayloadTest extends QueueFixture {

    MariaDbLargestPayloadTest() {
        super(MariaDbDatabase::fresh);
    }

    @Test
    void aPayloadBeyondTheServersLimitIsRefusedByAnErrorThatNamesTheSetting() {
        String text = "x".repeat(Math.toIntExact(count("select @@max_allowed_packet")));

        assertThatThrownBy(() -> raquel.enqueue(QUEUE, text)).hasStackTraceContaining("max_allowed_packet");

        assertThat(jobs()).isZero();
    }
}
