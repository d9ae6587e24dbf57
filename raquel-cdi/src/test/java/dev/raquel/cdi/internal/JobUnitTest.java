package dev.raquel.cdi.internal;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.raquel.testing.H2Database;
import jakarta.persistence.Persistence;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobUnitTest {

    @Test
    void aUnitOutsideJtaIsRefused() {
        try (H2Database database = H2Database.fresh();
                var unit = Persistence.createEntityManagerFactory(
                        "shop",
                        Map.of(
                                "jakarta.persistence.transactionType",
                                "RESOURCE_LOCAL",
                                "jakarta.persistence.nonJtaDataSource",
                                database.dataSource()))) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> JobUnit.of(unit))
                    .withMessageStartingWith("RAQUEL-017: The persistence unit 'shop'");
        }
    }
}
