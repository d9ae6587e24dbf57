package dev.raquel.cdi.internal.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.DispatcherState;
import dev.raquel.DispatcherState.Phase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a dispatcher is not well. */
class HealthRulesTest {

    private static DispatcherState state(Phase phase, boolean leasesReliable, Duration inOneCallFor) {
        return new DispatcherState(phase, "node", List.of("q"), 0, null, leasesReliable, inOneCallFor, Duration.ZERO);
    }

    /** It waits for somebody else's transaction, and would do so again after a restart. */
    @Test
    void aDeletionThatTakesLongIsNoReasonToRestartNorToSendNobodyHere() {
        Duration hours = Duration.ofHours(5);
        DispatcherState state =
                new DispatcherState(Phase.RUNNING, "node", List.of("q"), 0, null, true, Duration.ZERO, hours);

        assertThat(DispatcherHealth.onlyARestartHelps(state)).isFalse();
        assertThat(QueueHealth.cannotWork(state)).isFalse();
    }

    @Test
    void onlyARestartHelpsIfAThreadHasDiedOrHangsForMinutes() {
        assertThat(DispatcherHealth.onlyARestartHelps(state(Phase.BROKEN, true, Duration.ZERO)))
                .isTrue();
        assertThat(DispatcherHealth.onlyARestartHelps(state(Phase.RUNNING, true, Duration.ofSeconds(121))))
                .isTrue();
        assertThat(DispatcherHealth.onlyARestartHelps(state(Phase.RUNNING, false, Duration.ofSeconds(119))))
                .isFalse();
    }

    @Test
    void itCannotWorkWithoutItsLeasesOrWhileItHangs() {
        assertThat(QueueHealth.cannotWork(state(Phase.RUNNING, true, Duration.ofSeconds(9))))
                .isFalse();
        assertThat(QueueHealth.cannotWork(state(Phase.RUNNING, true, Duration.ofSeconds(11))))
                .isTrue();
        assertThat(QueueHealth.cannotWork(state(Phase.RUNNING, false, Duration.ZERO)))
                .isTrue();
        assertThat(QueueHealth.cannotWork(state(Phase.BROKEN, true, Duration.ZERO)))
                .isTrue();
        assertThat(QueueHealth.cannotWork(state(Phase.STOPPED, false, Duration.ZERO)))
                .as("it need not")
                .isFalse();
    }
}
