package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raquel.CommitFailedException;
import dev.raquel.JobRequest;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The queue's own transactions, when the application's code in them does what compilers or manners forbid. */
interface OwnTransactionContract extends Contract {

    /** As Kotlin's code throws, Lombok's, and that of proxies. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> RuntimeException undeclared(Throwable checked) throws E {
        throw (E) checked;
    }

    @Test
    default void aCheckedExceptionThatNobodyDeclaredRollsBackLikeOthers() {
        IOException thrown = new IOException("the test's");

        assertThatThrownBy(() -> q().raquel.inTransaction(entityManager -> {
                    entityManager.persist(new Effect("effect"));
                    q().enqueued();
                    throw OwnTransactionContract.<RuntimeException>undeclared(thrown);
                }))
                .isSameAs(thrown);

        q().pool().requireNoConnectionInUse();
        assertThat(q().written("effect")).isFalse();
        assertThat(q().jobs()).isZero();
    }

    @Test
    default void soDoesOneOfAStreamOfJobs() {
        IOException thrown = new IOException("the test's");
        Stream<JobRequest> jobs = Stream.of(1, 2, 3).map(number -> {
            if (number == 3) {
                throw OwnTransactionContract.<RuntimeException>undeclared(thrown);
            }
            return JobRequest.of(number);
        });

        assertThatThrownBy(() -> q().raquel.enqueueAll(jobs)).isSameAs(thrown);

        q().pool().requireNoConnectionInUse();
        assertThat(q().jobs()).isZero();
    }

    @Test
    default void whereTheTransactionHasEndedNothingIsEnqueued() {
        assertThatExceptionOfType(CommitFailedException.class)
                .isThrownBy(() -> q().raquel.inTransaction(entityManager -> {
                    entityManager.getTransaction().commit();
                    assertThatIllegalStateException()
                            .isThrownBy(() -> q().enqueued())
                            .withMessageContaining("has ended already")
                            .withMessageContaining("inTransaction");
                    return null;
                }))
                .withMessageContaining("had ended");

        assertThat(q().jobs()).isZero();
    }
}
