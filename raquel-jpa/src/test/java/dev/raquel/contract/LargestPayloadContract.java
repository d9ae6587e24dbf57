package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raquel.testing.TestDatabase;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** MariaDB and MySQL limit the size of a statement: what a payload beyond it meets. */
abstract class LargestPayloadContract extends QueueFixture {

    LargestPayloadContract(Supplier<TestDatabase> freshDatabase) {
        super(freshDatabase);
    }

    private String beyondTheLimit() {
        return "x".repeat(Math.toIntExact(count("select @@max_allowed_packet")));
    }

    @Test
    void aPayloadBeyondTheServersLimitIsRefusedByAnErrorThatNamesTheSetting() {
        String text = beyondTheLimit();

        assertThatThrownBy(() -> raquel.enqueue(QUEUE, text)).hasStackTraceContaining("max_allowed_packet");

        assertThat(jobs()).isZero();
    }

    @Test
    void theCallersTransactionIsRolledBackWithItAndTheNextOneWorks() {
        String text = beyondTheLimit();

        assertThatThrownBy(() -> raquel.inTransaction(entityManager -> {
                    write("effect");
                    raquel.enqueue(QUEUE, "small");
                    return raquel.enqueue(QUEUE, text);
                }))
                .hasStackTraceContaining("max_allowed_packet");
        assertThat(written("effect")).isFalse();
        assertThat(jobs()).isZero();

        raquel.enqueue(QUEUE, "small");
        assertThat(jobs()).isOne();
    }
}
