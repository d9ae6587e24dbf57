package dev.raquel.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a node can be called. */
class DispatcherSettingsTest {

    private final DispatcherSettings settings = DispatcherSettings.defaults();

    static String[] noNames() {
        return new String[] {"", " ", "n".repeat(216), "a\0b", "a\uD83Db"};
    }

    @ParameterizedTest
    @MethodSource("noNames")
    void whatIsNoNameIsRefusedWhereItIsGiven(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.withNodeName(name))
                .withMessageStartingWith("The node's name");
    }

    @Test
    void aNameMayBeAsLongAsItsClaimsFitTheColumn() {
        String longest = "n".repeat(215);

        assertThat(settings.withNodeName(longest).nodeName()).isEqualTo(longest);
    }
}
