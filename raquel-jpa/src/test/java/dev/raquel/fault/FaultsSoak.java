package dev.raquel.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.fault.site.PostgresSite;
import dev.raquel.fault.site.SharedSite;
import dev.raquel.fault.site.Site;
import dev.raquel.testing.MariaDbDatabase;
import dev.raquel.testing.MySqlDatabase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Rounds of faults, a minute each, for as long as {@code raquel.faults.minutes} says, on
 * {@code raquel.faults.database}. Not a part of the ordinary build, which its name keeps it out of;
 * {@code mvn test -Pfaults} runs it.
 */
class FaultsSoak {

    private static final Duration ROUND = Duration.ofSeconds(60);

    @Test
    void nothingIsLostAndNothingIsDoneTwice() throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(Long.getLong("raquel.faults.minutes", 10));
        long seed = Long.getLong("raquel.faults.seed", System.nanoTime() % 1_000_000);
        Report all = round(seed);
        for (long next = seed + 1; System.nanoTime() < end; next++) {
            all = all.and(round(next));
        }
        System.out.println("All rounds from seed " + seed + " on: " + all);

        assertThat(all.findings()).isEmpty();
    }

    private static Report round(long seed) throws Exception {
        try (Site site = site()) {
            Report report = new Storm(site, seed, ROUND, StormContract.logs(site, seed)).run();
            System.out.println("Faults on " + site.name() + ", seed " + seed + ": " + report);
            return report;
        }
    }

    private static Site site() {
        String database = System.getProperty("raquel.faults.database", "postgresql");
        return switch (database) {
            case "postgresql" -> new PostgresSite();
            case "mariadb" -> new SharedSite(MariaDbDatabase.fresh());
            case "mysql" -> new SharedSite(MySqlDatabase.fresh());
            default ->
                throw new IllegalArgumentException(
                        "raquel.faults.database is " + database + "; give postgresql, mariadb or mysql");
        };
    }
}
