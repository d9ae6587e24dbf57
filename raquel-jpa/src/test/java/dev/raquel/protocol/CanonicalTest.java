package dev.raquel.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.Handling;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is left out of a world makes no difference to what can happen next. */
class CanonicalTest {

    private static final int WALKS = 150;
    private static final int LENGTH = 80;

    @Test
    void aWalkLeadsToTheSameWorldsWithOrWithoutIt() {
        walk(Setting.of(Handling.TRANSACTIONAL), 1);
        walk(Setting.of(Handling.TRANSACTIONAL_LOCKED), 2);
        walk(Setting.of(Handling.NON_TRANSACTIONAL).withJobsTogether(), 3);
        walk(Setting.of(Handling.TRANSACTIONAL).withJobsTogether(), 4);
        walk(Setting.of(Handling.TRANSACTIONAL).withoutSkipLocked(), 5);
    }

    private static void walk(Setting setting, long seed) {
        Protocol protocol = new Protocol(setting);
        Random random = new Random(seed);
        for (int walk = 0; walk < WALKS; walk++) {
            World full = protocol.start();
            World canonical = Canonical.of(full);
            for (int i = 0; i < LENGTH; i++) {
                List<Steps.Step> steps = protocol.steps(full);
                List<Steps.Step> same = protocol.steps(canonical);
                assertThat(same).hasSameSizeAs(steps);
                int by = random.nextInt(steps.size());
                full = steps.get(by).to().get();
                canonical = Canonical.of(same.get(by).to().get());
                assertThat(Key.of(canonical))
                        .as("seed %d, walk %d: %s", seed, walk, steps.get(by).label())
                        .isEqualTo(Key.of(Canonical.of(full)));
            }
        }
    }
}
