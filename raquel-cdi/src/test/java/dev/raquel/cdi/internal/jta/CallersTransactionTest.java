package dev.raquel.cdi.internal.jta;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.raquel.testing.H2Database;
import jakarta.persistence.Persistence;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.engine.transaction.jta.platform.internal.NoJtaPlatform;
import org.junit.jupiter.api.Test;

class CallersTransactionTest {

    @Test
    void aUnitThatDoesNotKnowTheServersTransactionsIsRefused() {
        try (H2Database database = H2Database.fresh();
                var unit = Persistence.createEntityManagerFactory(
                        "shop",
                        Map.of(
                                "hibernate.transaction.jta.platform",
                                NoJtaPlatform.INSTANCE,
                                "hibernate.dialect",
                                H2Dialect.class,
                                "jakarta.persistence.jtaDataSource",
                                database.dataSource()))) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> new CallersTransaction(
                            com.arjuna.ats.jta.UserTransaction.userTransaction(), unit.unwrap(SessionFactory.class)))
                    .withMessageStartingWith("RAQUEL-050")
                    .withMessageContaining("'shop'");
        }
    }
}
