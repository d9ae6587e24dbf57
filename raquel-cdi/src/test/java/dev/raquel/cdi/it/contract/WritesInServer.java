package dev.raquel.cdi.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.Job;
import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.cdi.it.application.Accounts;
import dev.raquel.cdi.it.application.Desk;
import dev.raquel.cdi.it.application.Ledger;
import org.junit.jupiter.api.Test;

/** What a handler wrote and what became of its job commit together, or not at all. */
interface WritesInServer extends InServer {

    @Test
    default void whatIsWrittenByJpaCommitsWithTheJob() {
        commitsWithTheJob(bean(Accounts.class)::open);
    }

    @Test
    default void whatIsWrittenByJdbcCommitsWithTheJob() {
        commitsWithTheJob(bean(Ledger.class)::open);
    }

    @Test
    default void whatAnEjbWritesCommitsWithTheJob() {
        commitsWithTheJob(bean(Desk.class)::open);
    }

    @Test
    default void allOfItIsOneTransaction() {
        String byJpa = unique();
        String byJdbc = unique();
        String byEjb = unique();

        JobInfo job = attempt(running -> {
            bean(Accounts.class).open(byJpa);
            bean(Ledger.class).open(byJdbc);
            bean(Desk.class).open(byEjb);
            throw new IllegalStateException("after all that");
        });

        assertThat(job.status()).isEqualTo(JobStatus.EXHAUSTED);
        assertThat(isOpen(byJpa)).isFalse();
        assertThat(isOpen(byJdbc)).isFalse();
        assertThat(isOpen(byEjb)).isFalse();
    }

    @Test
    default void whatIsWrittenInATransactionOfItsOwnStays() {
        String name = unique();

        attempt(running -> {
            bean(Accounts.class).openOnItsOwn(name);
            throw new IllegalStateException("after that");
        });

        assertThat(isOpen(name)).isTrue();
    }

    @Test
    default void whatAHandlerEnqueuesGoesWithItsTransaction() {
        String kept = unique();
        String lost = unique();

        attempt(running -> raquel().enqueue(EnqueueInServer.QUEUE, kept));
        attempt(running -> {
            raquel().enqueue(EnqueueInServer.QUEUE, lost);
            throw new IllegalStateException("after that");
        });

        assertThat(isEnqueued(kept)).isTrue();
        assertThat(isEnqueued(lost)).isFalse();
    }

    private void commitsWithTheJob(java.util.function.Consumer<String> open) {
        String name = unique();

        JobInfo job = attempt(running -> {
            open.accept(name);
            bean(Accounts.class).welcome(name); // sees it
            assertThat(committed(running, name)).as("before the commit").isFalse();
        });

        assertThat(job.error()).isNull();
        assertThat(job.status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(bean(Accounts.class).find(name).isWelcomed()).isTrue();
    }

    /** Asks in another transaction. */
    private boolean committed(Job<?> running, String name) {
        return bean(Accounts.class).countOnItsOwn("account where name = '" + name + "'") > 0
                || bean(Accounts.class).countOnItsOwn("jobs where id = '" + running.id() + "' and status <> 'claimed'")
                        > 0;
    }
}
