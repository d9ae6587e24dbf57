package dev.raquel.internal.wakeup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Where the nodes of a table meet. */
class ChannelTest {

    @Test
    void isCalledLikeTheTable() {
        assertThat(Channel.of("public", "jobs").name()).isEqualTo("raquel.public.jobs");
    }

    @Test
    void fitsWhatPostgresTakesHoweverLongTheTablesNameIs() {
        Channel one = Channel.of("s".repeat(63), "jobs");
        Channel other = Channel.of("s".repeat(63), "joys");

        assertThat(one.name().getBytes(UTF_8)).hasSizeLessThan(64);
        assertThat(one).isNotEqualTo(other).isEqualTo(Channel.of("s".repeat(63), "jobs"));
        assertThat(Channel.of("ä".repeat(30), "jobs").name().getBytes(UTF_8)).hasSizeLessThan(64);
    }

    @Test
    void isQuoted() {
        assertThat(Channel.of("My \"own\"", "jobs").listen()).isEqualTo("listen \"raquel.My \"\"own\"\".jobs\"");
    }
}
