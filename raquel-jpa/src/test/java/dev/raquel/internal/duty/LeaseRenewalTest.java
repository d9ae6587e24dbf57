package dev.raquel.internal.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raquel.ApplicationUnit;
import dev.raquel.CapturedLog;
import dev.raquel.internal.claim.Leases;
import dev.raquel.internal.event.LifeEvents;
import dev.raquel.internal.held.HeldJobs;
import dev.raquel.internal.local.LocalTransactions;
import dev.raquel.internal.lock.Locking;
import dev.raquel.internal.store.Database;
import dev.raquel.testing.H2Database;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

/** What a node knows about its own leases. */
class LeaseRenewalTest {

    private static final Duration LEASE = Duration.ofSeconds(60);

    @Test
    void leasesAreUnreliableOnceTheyWentWithoutRenewalForTwoThirdsOfTheirLife() {
        AtomicLong timer = new AtomicLong();
        InstantSource brokenClock = () -> {
            throw new IllegalStateException("the database is gone");
        };
        AtomicLong outage = new AtomicLong(1);
        InstantSource clock = () -> outage.get() == 1 ? brokenClock.instant() : java.time.Instant.EPOCH;
        try (H2Database database = H2Database.fresh();
                EntityManagerFactory factory = ApplicationUnit.over(database)) {
            LocalTransactions transactions = new LocalTransactions(factory);
            Database data = new Database(factory.unwrap(SessionFactory.class), transactions, transactions);
            Locking locking = new Locking(data);
            LeaseRenewal renewal = new LeaseRenewal(
                    new Leases(data, locking, LifeEvents.NONE), new HeldJobs(), clock, LEASE, timer::get);

            timer.addAndGet(Duration.ofSeconds(40).toNanos() - 1);
            assertThatThrownBy(renewal::runOnce).hasMessage("the database is gone");
            assertThat(renewal.isReliable()).isTrue();

            timer.incrementAndGet();
            assertThat(renewal.isReliable()).isFalse();

            outage.set(0);
            renewal.runOnce();
            assertThat(renewal.isReliable()).isTrue();
        }
    }

    @Test
    void aRenewalThatTakesAThirdOfALeaseIsWarnedAboutOnce() {
        AtomicLong timer = new AtomicLong();
        InstantSource slow = () -> {
            timer.addAndGet(Duration.ofSeconds(21).toNanos()); // as long as somebody waits for a connection
            return java.time.Instant.EPOCH;
        };
        try (H2Database database = H2Database.fresh();
                EntityManagerFactory factory = ApplicationUnit.over(database);
                CapturedLog log = new CapturedLog()) {
            LocalTransactions transactions = new LocalTransactions(factory);
            Database data = new Database(factory.unwrap(SessionFactory.class), transactions, transactions);
            Locking locking = new Locking(data);
            LeaseRenewal renewal = new LeaseRenewal(
                    new Leases(data, locking, LifeEvents.NONE), new HeldJobs(), slow, LEASE, timer::get);

            renewal.runOnce();
            renewal.runOnce();

            assertThat(log.from(Level.WARNING)).singleElement().asString().contains("21", "connection pool is too");
        }
    }
}
