package dev.raquel.cdi.it.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class JdkTest {

    @Test
    void theRunningOneIsTakenWhereItIsNewEnough() {
        assertThat(Jdk.atLeast(17)).contains(Jdk.running());
    }

    @Test
    void aNewerOneIsFoundBesideIt() {
        Optional<Jdk> newer = Jdk.atLeast(Jdk.running().version() + 1);

        assumeThat(newer).as("another, newer JDK on this machine").isPresent();
        assertThat(newer.orElseThrow().version()).isGreaterThan(Jdk.running().version());
        assertThat(newer.orElseThrow().home().resolve("bin/java")).isExecutable();
    }

    @Test
    void nobodyHasEveryVersion() {
        assertThat(Jdk.atLeast(9999)).isEmpty();
    }
}
