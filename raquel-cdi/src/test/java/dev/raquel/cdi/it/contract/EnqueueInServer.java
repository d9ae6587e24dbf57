package dev.raquel.cdi.it.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.cdi.it.application.Accounts;
import dev.raquel.cdi.it.application.Desk;
import dev.raquel.cdi.it.application.Opening;
import jakarta.ejb.EJBException;
import jakarta.transaction.UserTransaction;
import org.junit.jupiter.api.Test;

/** Enqueueing joins the caller's transaction, whoever began it. Nobody handles this queue. */
interface EnqueueInServer extends InServer {

    String QUEUE = "nobody";

    @Test
    default void aCommitEnqueues() {
        String name = unique();

        JobInfo job = bean(Accounts.class).openAndEnqueue(name, QUEUE, name);

        assertThat(read(job).status()).isEqualTo(JobStatus.QUEUED);
        assertThat(isOpen(name)).isTrue();
    }

    @Test
    default void noCommitNoJob() {
        String name = unique();

        assertThatIllegalStateException()
                .isThrownBy(() -> bean(Accounts.class).openAndEnqueueAndFail(name, QUEUE, name));

        assertThat(isEnqueued(name)).isFalse();
        assertThat(isOpen(name)).isFalse();
    }

    @Test
    default void withoutATransactionItHasOneOfItsOwn() {
        JobInfo job = raquel().enqueue(QUEUE, null);

        assertThat(read(job).status()).isEqualTo(JobStatus.QUEUED);
    }

    @Test
    default void aTransactionOfTheBeansOwnCommits() throws Exception {
        UserTransaction user = bean(UserTransaction.class);
        String payload = unique();

        user.begin();
        raquel().enqueue(QUEUE, payload);
        user.commit();

        assertThat(isEnqueued(payload)).isTrue();
    }

    @Test
    default void aTransactionOfTheBeansOwnRollsBack() throws Exception {
        UserTransaction user = bean(UserTransaction.class);
        String payload = unique();

        user.begin();
        raquel().enqueue(QUEUE, payload);
        user.rollback();

        assertThat(isEnqueued(payload)).isFalse();
    }

    @Test
    default void aNewTransactionCommitsOnItsOwn() throws Exception {
        UserTransaction user = bean(UserTransaction.class);
        String outer = unique();
        String inner = unique();

        user.begin();
        raquel().enqueue(QUEUE, outer);
        bean(Accounts.class).enqueueOnItsOwn(QUEUE, inner);
        user.rollback();

        assertThat(isEnqueued(outer)).isFalse();
        assertThat(isEnqueued(inner)).isTrue();
    }

    @Test
    default void anEjbsTransactionCommits() {
        String payload = unique();

        bean(Desk.class).enqueue(QUEUE, payload);

        assertThat(isEnqueued(payload)).isTrue();
    }

    @Test
    default void anEjbsTransactionRollsBackByItsMark() {
        String payload = unique();

        bean(Desk.class).enqueueAndRollBack(QUEUE, payload);

        assertThat(isEnqueued(payload)).isFalse();
    }

    @Test
    default void anEjbsTransactionRollsBackByAnException() {
        String payload = unique();

        assertThatExceptionOfType(EJBException.class)
                .isThrownBy(() -> bean(Desk.class).enqueueAndFail(QUEUE, payload));

        assertThat(isEnqueued(payload)).isFalse();
    }

    /** Such a bean has no UserTransaction among its own resources. */
    @Test
    default void anEjbMayBeTheFirstToEnqueueWhileTheApplicationStarts() {
        assertThat(isEnqueued(Opening.PAYLOAD)).isTrue();
    }

    @Test
    default void theCallersTransactionSeesItsJob() throws Exception {
        UserTransaction user = bean(UserTransaction.class);

        user.begin();
        JobInfo job = raquel().enqueue(QUEUE, null);
        boolean seen = raquel().get(job.id()).isPresent();
        user.rollback();

        assertThat(seen).isTrue();
        assertThat(raquel().get(job.id())).isEmpty();
    }
}
