package dev.raquel.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.internal.claim.StoreFixture;
import dev.raquel.testing.H2Database;
import dev.raquel.testing.PostgresDatabase;
import dev.raquel.testing.TestDatabase;
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
    void tellsTheDatabasesTime(Supplier<TestDatabase> database) {
        try (StoreFixture fixture = new StoreFixture(database.get())) {
            DatabaseClock clock = new DatabaseClock(fixture.data());

            long before = databaseNow();
            long now = clock.millis();
            long after = databaseNow();

            assertThat(now).isBetween(before - 50, after + 50);
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void countsOnWithTheTimerUntilItsReadingIsOld(Supplier<TestDatabase> database) {
        try (StoreFixture fixture = new StoreFixture(database.get())) {
            AtomicLong timer = new AtomicLong(Long.MAX_VALUE - 5); // a timer may overflow
            DatabaseClock clock = new DatabaseClock(fixture.data(), timer::get);
            long first = clock.millis();

            timer.addAndGet(Duration.ofSeconds(60).toNanos());
            assertThat(clock.millis() - first).isEqualTo(60_000);

            timer.addAndGet(1);
            assertThat(clock.millis() - first).isLessThan(50_000);
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void standsStillRatherThanGoingBackALittle(Supplier<TestDatabase> database) {
        try (StoreFixture fixture = new StoreFixture(database.get())) {
            AtomicLong timer = new AtomicLong();
            DatabaseClock clock = new DatabaseClock(fixture.data(), timer::get);
            clock.millis();
            timer.addAndGet(Duration.ofSeconds(4).toNanos());
            long tooFast = clock.millis();

            clock.synchronize();

            assertThat(clock.millis()).isEqualTo(tooFast);
            timer.addAndGet(Duration.ofSeconds(1).toNanos());
            assertThat(clock.millis()).isEqualTo(tooFast);
            timer.addAndGet(Duration.ofSeconds(4).toNanos());
            assertThat(clock.millis()).isBetween(tooFast + 1, tooFast + 4_000);
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void takesNoSecondConnectionInATransactionUnlessItsReadingIsVeryOld(Supplier<TestDatabase> database) {
        try (StoreFixture fixture = new StoreFixture(database.get())) {
            AtomicLong timer = new AtomicLong();
            DatabaseClock clock = new DatabaseClock(fixture.data(), timer::get);
            long first = clock.millis();

            fixture.transactions.inNew(() -> {
                timer.addAndGet(Duration.ofMinutes(10).toNanos());
                assertThat(clock.millis() - first).isEqualTo(600_000);
                timer.addAndGet(1);
                assertThat(clock.millis() - first).isLessThan(60_000);
                return null;
            });
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void goesOnCountingWhileTheDatabaseIsAway(Supplier<TestDatabase> database) {
        AtomicLong timer = new AtomicLong();
        DatabaseClock clock;
        long first;
        try (StoreFixture fixture = new StoreFixture(database.get())) {
            clock = new DatabaseClock(fixture.data(), timer::get);
            first = clock.millis();
        }

        timer.addAndGet(Duration.ofHours(5).toNanos());

        assertThat(clock.millis() - first).isEqualTo(Duration.ofHours(5).toMillis());
    }

    /** The time by a way of its own: all these servers run on this machine, and so by its clock. */
    private static long databaseNow() {
        return System.currentTimeMillis();
    }
}
