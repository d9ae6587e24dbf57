package dev.raquel.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.fault.kind.Fault;
import dev.raquel.fault.kind.Faults;
import dev.raquel.fault.site.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Nothing is lost and nothing is done twice, whatever happens to the nodes and to their database. */
abstract class StormContract {

    private final Supplier<Site> newSite;
    private final Duration length;

    StormContract(Supplier<Site> newSite, Duration length) {
        this.newSite = newSite;
        this.length = length;
    }

    @Test
    void nothingIsLostAndNothingIsDoneTwice() throws Exception {
        long seed = Long.getLong("raquel.faults.seed", 1);
        try (Site site = newSite.get()) {
            Report report = new Storm(site, seed, length, logs(site, seed)).run();
            System.out.println("Faults on " + site.name() + ", seed " + seed + ": " + report);

            assertThat(report.findings()).as("seed " + seed).isEmpty();
            assertThat(report.jobs()).isPositive();
            assertThat(report.kills()).isPositive();
            assertThat(report.strikes())
                    .as("faults that have struck something")
                    .containsOnlyKeys(Faults.at(site).stream().map(Fault::name).toList());
        }
    }

    /** Where the nodes' logs of a round go. */
    static Path logs(Site site, long seed) throws IOException {
        Path logs = Path.of("target", "faults", site.name().replace(' ', '-') + "-" + seed);
        return Files.createDirectories(logs);
    }
}
