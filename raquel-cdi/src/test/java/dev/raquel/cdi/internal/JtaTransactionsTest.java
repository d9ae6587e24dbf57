package dev.raquel.cdi.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionImple;
import dev.raquel.CommitFailedException;
import dev.raquel.cdi.internal.jta.JtaTransactions;
import dev.raquel.spi.Transactions;
import dev.raquel.testing.H2Database;
import dev.raquel.testing.TestDatabase;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transactions begin, end and suspend each other as the core expects, and none stays on a thread. */
class JtaTransactionsTest extends ServerContract {

    private JtaTransactions transactions;

    @Override
    TestDatabase database() {
        return H2Database.fresh();
    }

    @BeforeEach
    void make() {
        transactions = server.transactions();
    }

    @Test
    void workThatReturnsCommits() {
        String note = unique();

        String result = transactions.inNew(() -> {
            data.persist(new Note(note));
            assertThat(transactions.status()).isEqualTo(Transactions.Status.ACTIVE);
            return "done";
        });

        assertThat(result).isEqualTo("done");
        assertThat(isWritten(note)).isTrue();
        assertThat(transactions.status()).isEqualTo(Transactions.Status.NONE);
    }

    @Test
    void aTimeoutIsOfOneTransactionAlone() throws Exception {
        int usual = transactions.inNew(JtaTransactionsTest::timeout);

        int within = transactions.inNew(Duration.ofSeconds(7), () -> {
            assertThat(transactions.<Integer>inNew(JtaTransactionsTest::timeout))
                    .as("another one that begins within it")
                    .isEqualTo(usual);
            return timeout();
        });

        assertThat(within).isEqualTo(7);
        assertThat(this.<Integer>inTransaction(JtaTransactionsTest::timeout))
                .as("the next one on this thread")
                .isEqualTo(usual);
    }

    @Test
    void aTransactionWhoseTimeIsOverIsRolledBackAndLeavesTheThread() {
        String note = unique();

        assertThatExceptionOfType(CommitFailedException.class)
                .isThrownBy(() -> transactions.inNew(Duration.ofSeconds(1), () -> {
                    data.persist(new Note(note));
                    await().pollInSameThread().until(() -> transactions.status() != Transactions.Status.ACTIVE);
                    return null;
                }))
                .withMessageContaining("timeout");

        assertThat(transactions.status()).isEqualTo(Transactions.Status.NONE);
        assertThat(isWritten(note)).isFalse();
    }

    /** Seconds that the thread's transaction may take. */
    private static int timeout() {
        try {
            return ((TransactionImple) com.arjuna.ats.jta.TransactionManager.transactionManager()
                            .getTransaction())
                    .getTimeout();
        } catch (SystemException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void workOutsideSeesNoTransactionAndTheCallersGoesOnAfterwards() throws Exception {
        String note = unique();

        inTransaction(() -> {
            data.persist(new Note(note));
            Transactions.Status outside = transactions.outside(transactions::status);
            assertThat(outside).isEqualTo(Transactions.Status.NONE);
            assertThat(transactions.status()).isEqualTo(Transactions.Status.ACTIVE);
            return null;
        });

        assertThat(isWritten(note)).isTrue();
    }

    @Test
    void whatWorkOutsideLeavesOpenIsRolledBack() {
        String note = unique();

        assertThatIllegalStateException()
                .isThrownBy(() -> transactions.outside(() -> {
                    begin();
                    data.persist(new Note(note));
                    return data.createNativeQuery("select 1").getSingleResult();
                }))
                .withMessageContaining("not ended");
        for (Throwable thrown : List.of(new LinkageError("no class"), new IOException("undeclared"))) {
            assertThatThrownBy(() -> transactions.outside(() -> {
                        begin();
                        return fail(thrown);
                    }))
                    .isSameAs(thrown);
        }

        assertThat(transactions.status()).isEqualTo(Transactions.Status.NONE);
        assertThat(isWritten(note)).isFalse();
    }

    private void begin() {
        try {
            server.user().begin();
        } catch (NotSupportedException | SystemException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void workThatThrowsRollsBackAndWhatItThrewComesOut() {
        for (Throwable thrown : List.of(
                new IllegalStateException("boom"), new LinkageError("no class"), new IOException("undeclared"))) {
            String note = unique();

            assertThatThrownBy(() -> transactions.inNew(() -> {
                        data.persist(new Note(note));
                        data.flush();
                        return fail(thrown);
                    }))
                    .isSameAs(thrown);

            assertThat(isWritten(note)).isFalse();
        }
    }

    @Test
    void joiningTakesPartInTheCallersTransaction() throws Exception {
        String note = unique();
        server.user().begin();

        transactions.joining(() -> {
            data.persist(new Note(note));
            data.flush();
            return null;
        });
        assertThat(transactions.status()).isEqualTo(Transactions.Status.ACTIVE);
        server.user().rollback();

        assertThat(isWritten(note)).isFalse();
    }

    @Test
    void joiningNothingCommitsAtOnce() {
        String note = unique();

        transactions.joining(() -> {
            data.persist(new Note(note));
            return null;
        });

        assertThat(isWritten(note)).isTrue();
    }

    @Test
    void aNewOneSuspendsTheCallers() throws Exception {
        String outer = unique();
        String inner = unique();
        server.user().begin();
        data.persist(new Note(outer));

        transactions.inNew(() -> {
            data.persist(new Note(inner));
            return null;
        });
        assertThatIllegalStateException().isThrownBy(() -> transactions.inNew(() -> fail(new IllegalStateException())));

        assertThat(transactions.status()).isEqualTo(Transactions.Status.ACTIVE);
        server.user().rollback();
        assertThat(isWritten(inner)).isTrue();
        assertThat(isWritten(outer)).isFalse();
    }

    @Test
    void workInATransactionMarkedForRollback() {
        String note = unique();

        assertThatExceptionOfType(CommitFailedException.class)
                .isThrownBy(() -> transactions.inNew(quietly(() -> {
                    data.persist(new Note(note));
                    server.user().setRollbackOnly();
                    assertThat(transactions.status()).isEqualTo(Transactions.Status.ROLLBACK_ONLY);
                })))
                .withMessageContaining("marked for rollback");

        assertThat(isWritten(note)).isFalse();
    }

    @Test
    void workThatEndsTheTransactionItself() {
        assertThatExceptionOfType(CommitFailedException.class)
                .isThrownBy(() -> transactions.inNew(quietly(() -> server.user().commit())))
                .withMessageContaining("ended before");
    }

    @Test
    void workThatOutlivesTheTimeout() throws Exception {
        server.user().setTransactionTimeout(1);
        try {
            assertThatExceptionOfType(CommitFailedException.class)
                    .isThrownBy(() -> transactions.inNew(quietly(() -> {
                        await().pollInSameThread().until(() -> server.user().getStatus() == Status.STATUS_ROLLEDBACK);
                        assertThat(transactions.status()).isEqualTo(Transactions.Status.ENDED);
                    })))
                    .withMessageContaining("timeout");
            assertThat(server.user().getStatus()).isEqualTo(Status.STATUS_NO_TRANSACTION);
        } finally {
            server.user().setTransactionTimeout(0);
        }
    }

    @Test
    void aCommitThatFails() {
        String note = unique();
        transactions.inNew(quietly(() -> data.persist(new Note(note))));

        assertThatExceptionOfType(CommitFailedException.class)
                .isThrownBy(() -> transactions.inNew(quietly(() -> data.persist(new Note(note)))))
                .withCauseInstanceOf(RollbackException.class);
    }

    @Test
    void actionsRunAfterTheCommitAndOnlyThen() {
        List<String> done = new ArrayList<>();

        transactions.inNew(quietly(() -> {
            transactions.afterCommit(() -> done.add("first"));
            transactions.afterCommit(() -> done.add("second"));
            assertThat(done).isEmpty();
        }));
        assertThatIllegalStateException()
                .isThrownBy(() -> transactions.inNew(() -> {
                    transactions.afterCommit(() -> done.add("never"));
                    return fail(new IllegalStateException());
                }));
        assertThatIllegalStateException().isThrownBy(() -> transactions.afterCommit(() -> done.add("never")));

        assertThat(done).containsExactly("first", "second");
    }

    @Test
    void anActionThatThrowsSparesTheOthersAndTheCommit() {
        List<String> done = new ArrayList<>();

        transactions.inNew(quietly(() -> {
            transactions.afterCommit(() -> fail(new IllegalStateException("in an action, on purpose")));
            transactions.afterCommit(() -> done.add("second"));
        }));

        assertThat(done).containsExactly("second");
    }

    @Test
    void afterACommitThereIsNothingToJoin() {
        List<Throwable> refused = new ArrayList<>();

        transactions.inNew(quietly(() -> com.arjuna.ats.jta.TransactionManager.transactionManager()
                .getTransaction()
                .registerSynchronization(new Synchronization() {
                    @Override
                    public void beforeCompletion() {}

                    @Override
                    public void afterCompletion(int status) {
                        try {
                            transactions.joining(() -> null);
                        } catch (IllegalStateException late) {
                            refused.add(late);
                        }
                    }
                })));

        assertThat(refused).singleElement().satisfies(late -> assertThat(late).hasMessageContaining("REQUIRES_NEW"));
    }

    private interface Work {
        void run() throws Exception;
    }

    private static Supplier<String> quietly(Work work) {
        return () -> {
            try {
                work.run();
                return "done";
            } catch (RuntimeException failure) {
                throw failure;
            } catch (Exception failure) {
                throw new AssertionError(failure);
            }
        };
    }

    private static <T> T fail(Throwable thrown) {
        throw JtaTransactionsTest.<RuntimeException>undeclared(thrown);
    }

    /** As Kotlin's code throws what is checked, Lombok's, and that of proxies. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> RuntimeException undeclared(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
