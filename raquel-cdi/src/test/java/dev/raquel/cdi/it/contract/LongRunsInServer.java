package dev.raquel.cdi.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.cdi.it.application.Accounts;
import dev.raquel.cdi.it.application.Handlers;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;
import org.junit.jupiter.api.Test;

/** Handlers without a transaction, for work that is longer than one may be. */
interface LongRunsInServer extends InServer {

    @Test
    default void aHandlerMayOutliveTheTransactionTimeoutAndCommitOnItsOwn() {
        String lost = unique();
        String kept = unique();

        JobInfo job = attempt(Handlers.OUTSIDE, running -> {
            assertThat(transactionStatus()).isEqualTo(Status.STATUS_NO_TRANSACTION);
            UserTransaction user = bean(UserTransaction.class);
            user.begin();
            bean(Accounts.class).open(lost);
            awaitTransactionTimeout();
            user.rollback();
            bean(Accounts.class).open(kept);
            assertThat(transactionStatus()).isEqualTo(Status.STATUS_NO_TRANSACTION);
        });

        assertThat(job.error()).isNull();
        assertThat(job.status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(isOpen(lost)).isFalse();
        assertThat(isOpen(kept)).isTrue();
    }

    @Test
    default void itHoldsNoConnection() {
        JobInfo job = attempt(Handlers.OUTSIDE, running -> noTransactionIsLeftOpen());

        assertThat(job.status()).isEqualTo(JobStatus.SUCCESS);
    }

    @Test
    default void whatItCommitsStaysWhateverItsOutcome() {
        String name = unique();

        JobInfo job = attempt(Handlers.OUTSIDE, running -> {
            bean(Accounts.class).open(name);
            running.giveUp("never");
        });

        assertThat(job.error()).isEqualTo("never");
        assertThat(isOpen(name)).isTrue();
    }

    @Test
    default void aTransactionThatItLeavesOpenIsRolledBackAndAFailure() {
        String name = unique();

        JobInfo job = attempt(Handlers.OUTSIDE, running -> {
            bean(UserTransaction.class).begin();
            bean(Accounts.class).open(name);
        });

        assertThat(job.status()).isEqualTo(JobStatus.EXHAUSTED);
        assertThat(job.error()).contains("without ending a transaction");
        assertThat(isOpen(name)).isFalse();
        attempt(Handlers.OUTSIDE, running -> assertThat(transactionStatus()).isEqualTo(Status.STATUS_NO_TRANSACTION));
    }

    @Test
    default void itIsToldToStopAfterItsLongestRunTime() {
        JobInfo job = attempt(Handlers.HASTY, running -> {
            assertThat(running.stopRequested()).isFalse();
            eventually(running::stopRequested);
        });

        assertThat(job.error()).isNull();
        assertThat(job.status()).isEqualTo(JobStatus.SUCCESS);
    }
}
