package dev.raquel.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.Handling;
import dev.raquel.protocol.Setting.Faults;
import dev.raquel.protocol.Setting.Size;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All invariants hold in every world that can be reached. The numbers of worlds are stated so that a change of the
 * protocol, or a part of it that is not reached any more, is seen.
 */
class ProtocolTest {

    private static final Setting TRANSACTIONAL = Setting.of(Handling.TRANSACTIONAL);
    private static final Setting LOCKED = Setting.of(Handling.TRANSACTIONAL_LOCKED);
    private static final Setting NON_TRANSACTIONAL = Setting.of(Handling.NON_TRANSACTIONAL);
    private static final Faults ONE_ANSWER = new Faults(1, 0, 0);

    static Stream<Arguments> settings() {
        return Stream.of(
                setting("one job in a transaction", TRANSACTIONAL, 29_594),
                setting("one job in a transaction that locks its row", LOCKED, 24_184),
                setting("one job without a transaction", NON_TRANSACTIONAL, 41_192),
                setting("three nodes", TRANSACTIONAL.with(new Size(3, 1, 1)).with(new Faults(1, 2, 0)), 22_730),
                setting("no SKIP LOCKED", TRANSACTIONAL.withoutSkipLocked().with(new Faults(0, 1, 0)), 90_006),
                setting(
                        "two jobs in one transaction",
                        TRANSACTIONAL.withJobsTogether().with(new Size(1, 2, 2)).with(ONE_ANSWER),
                        139_821),
                setting(
                        "two jobs settled together",
                        NON_TRANSACTIONAL
                                .withJobsTogether()
                                .with(new Size(1, 2, 2))
                                .with(ONE_ANSWER),
                        259_647));
    }

    private static Arguments setting(String name, Setting setting, int states) {
        return Arguments.of(Named.of(name, setting), states);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void whateverHappensTheInvariantsHold(Setting setting, int states) {
        Explorer.Verdict verdict = Explorer.explore(setting);

        assertThat(verdict.broken()).as(verdict::toString).isNull();
        assertThat(verdict.states()).isEqualTo(states);
    }
}
