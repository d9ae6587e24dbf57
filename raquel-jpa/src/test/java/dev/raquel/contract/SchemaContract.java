package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.raquel.JobInfo;
import org.junit.jupiter.api.Test;

/** The table made and dropped through the service. */
interface SchemaContract extends Contract {

    @Test
    default void theTableIsMadeAndDropped() {
        q().raquel.createSchema();
        JobInfo job = q().enqueued();
        q().raquel.createSchema();
        assertThat(q().read(job)).as("a table that is there is left as it is").isEqualTo(job);

        q().raquel.dropSchema();
        q().raquel.dropSchema();
        q().raquel.createSchema();

        assertThat(q().jobs()).isZero();
        q().raquel.inTransaction(entityManager -> q().enqueued());
        assertThat(q().jobs()).isOne();
    }

    /** It would wait for the lock of the transaction that waits for it. */
    @Test
    default void theTableIsNotDroppedInsideATransaction() {
        q().raquel.inTransaction(entityManager -> {
            JobInfo job = q().enqueued();
            assertThatIllegalStateException()
                    .isThrownBy(() -> q().raquel.dropSchema())
                    .withMessageContaining("after the commit");
            return job;
        });

        assertThat(q().jobs()).isOne();
    }
}
