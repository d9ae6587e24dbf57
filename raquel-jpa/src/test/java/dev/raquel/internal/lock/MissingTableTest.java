package dev.raquel.internal.lock;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raquel.RaquelException;
import dev.raquel.internal.claim.StoreFixture;
import dev.raquel.testing.H2Database;
import dev.raquel.testing.PostgresDatabase;
import dev.raquel.testing.TestDatabase;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MissingTableTest {

    static Stream<Named<Supplier<TestDatabase>>> databases() {
        return Stream.of(Named.of("H2", H2Database::fresh), Named.of("PostgreSQL", PostgresDatabase::fresh));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void isSaidWithTheRemedyAndNotForgotten(Supplier<TestDatabase> database) {
        try (StoreFixture fixture = new StoreFixture(database.get())) {
            Locking locking = fixture.locking();
            fixture.database.execute("alter table jobs rename to other_jobs");

            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(locking::locks)
                        .isInstanceOf(RaquelException.class)
                        .hasMessageContaining("job table 'jobs' is missing")
                        .hasMessageContaining("db.changelog-raquel.xml");
            }

            fixture.database.execute("alter table other_jobs rename to jobs");
            locking.locks();
        }
    }
}
