package dev.raquel.internal.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raquel.ApplicationUnit;
import dev.raquel.CapturedLog;
import dev.raquel.CommitFailedException;
import dev.raquel.testing.H2Database;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Transactions whose end goes wrong. */
class LocalTransactionsTest {

    private final H2Database database = H2Database.fresh();
    private final EntityManagerFactory factory = ApplicationUnit.over(database);
    private final AtomicBoolean commitsFail = new AtomicBoolean();
    private final AtomicBoolean closesFail = new AtomicBoolean();
    private final LocalTransactions transactions =
            new LocalTransactions(withFaults(EntityManagerFactory.class, factory));

    @AfterEach
    void close() {
        factory.close();
        database.close();
    }

    /** The same, but what is to fail is done, and fails then. */
    private <T> T withFaults(Class<T> type, Object real) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Object result;
                    try {
                        result = method.invoke(real, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                    if (method.getName().equals("commit") && commitsFail.get()) {
                        throw new InternalError("the test's");
                    }
                    if (method.getName().equals("close") && closesFail.get()) {
                        throw new IllegalStateException("cannot be closed");
                    }
                    return result instanceof EntityManager
                            ? withFaults(EntityManager.class, result)
                            : result instanceof EntityTransaction
                                    ? withFaults(EntityTransaction.class, result)
                                    : result;
                }));
    }

    @Test
    void anErrorInACommitLeavesItInDoubt() {
        commitsFail.set(true);

        assertThatThrownBy(() -> transactions.inNew(() -> "done"))
                .isInstanceOf(CommitFailedException.class)
                .hasCauseInstanceOf(InternalError.class);
    }

    @Test
    void whatIsCommittedIsAnsweredThoughItCannotBeClosed() {
        closesFail.set(true);
        AtomicBoolean told = new AtomicBoolean();
        try (CapturedLog log = new CapturedLog()) {
            String result = transactions.inNew(() -> {
                transactions.afterCommit(() -> told.set(true));
                return "done";
            });

            assertThat(result).isEqualTo("done");
            assertThat(log.warnings()).singleElement().asString().contains("could not be closed");
        }
        assertThat(told).isTrue();
    }

    @Test
    void whatWentWrongIsThrownThoughItCannotBeClosed() {
        closesFail.set(true);
        try (CapturedLog log = new CapturedLog()) {
            assertThatThrownBy(() -> transactions.inNew(() -> {
                        throw new IllegalStateException("broken");
                    }))
                    .hasMessage("broken");
            assertThat(log.warnings()).hasSize(1);
        }
    }
}
