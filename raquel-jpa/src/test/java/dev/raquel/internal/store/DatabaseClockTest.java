package dev.raquel.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.testing.H2Database;
import dev.raquel.testing.PostgresDatabase;
import dev.raquel.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DatabaseClockTest {

    static Stream<Named<Supplier<TestDatabase>>> databases() {
        return Stream.of(
                Named.of("H2", H2Database::fresh),
                Named.<Supplier<TestDatabase>>of("PostgreSQL", PostgresDatabase::fresh));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void tellsTheDatabasesTime(Supplier<TestDatabase> database) throws SQLException {
        try (StoreFixture fixture = new StoreFixture(database.get())) {
            DatabaseClock clock = new DatabaseClock(fixture.transactions, fixture.transactions);

            long before = databaseNow(fixture);
            long now = clock.millis();
            long after = databaseNow(fixture);

            assertThat(now).isBetween(before - 50, after + 50);
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void countsOnWithTheTimerUntilItAsksAgain(Supplier<TestDatabase> database) {
        try (StoreFixture fixture = new StoreFixture(database.get())) {
            AtomicLong timer = new AtomicLong(Long.MAX_VALUE - 5); // a timer may overflow
            DatabaseClock clock = new DatabaseClock(fixture.transactions, fixture.transactions, timer::get);
            long first = clock.millis();

            timer.addAndGet(Duration.ofHours(5).toNanos());

            assertThat(clock.millis() - first).isEqualTo(Duration.ofHours(5).toMillis());
            clock.synchronize();
            assertThat(clock.millis() - first).isLessThan(Duration.ofHours(1).toMillis());
        }
    }

    private static long databaseNow(StoreFixture fixture) throws SQLException {
        try (Connection connection = fixture.database.connect();
                ResultSet now = connection.createStatement().executeQuery("select current_timestamp")) {
            now.next();
            return now.getObject(1, java.time.OffsetDateTime.class).toInstant().toEpochMilli();
        }
    }
}
