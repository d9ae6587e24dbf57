package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;

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
}
