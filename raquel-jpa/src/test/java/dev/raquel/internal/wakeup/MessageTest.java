package dev.raquel.internal.wakeup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** What nodes tell each other, as text. */
class MessageTest {

    @Property(tries = 300)
    void isReadAsItWasMeant(
            @ForAll @LongRange(min = 0) long at,
            @ForAll @Size(min = 1, max = 20)
                    List<@StringLength(min = 1, max = 20) @Chars({'a', '&', '=', '%', '+', ' ', '\n', 'ä', '順'}) String>
                            queues) {
        Message message = Message.of("me", at, queues);

        assertThat(Message.read(message.text())).isEqualTo(message);
        assertThat(message.queues()).hasSameElementsAs(queues);
    }

    @Test
    void isShortAndInAscii() {
        List<String> queues =
                IntStream.range(0, 3).mapToObj(i -> "順".repeat(250) + i).toList();
        Message message = Message.of("me", 1, queues);

        assertThat(message.queues()).hasSize(3);
        assertThat(message.text()).isASCII().hasSizeLessThanOrEqualTo(Message.LONGEST);
    }

    @Test
    void meansAllQueuesIfTheyAreTooManyToName() {
        List<String> queues =
                IntStream.range(0, 4).mapToObj(i -> "順".repeat(250) + i).toList();

        assertThat(Message.of("me", 7, queues)).isEqualTo(new Message("me", 7, List.of()));
    }

    @Test
    void neverNamesATimeBeforeTheEpoch() {
        assertThat(Message.read("queue=q&at=-9223372036854775808").at()).isZero();
    }

    @Test
    void meansAllQueuesIfItCannotBeRead() {
        for (String text : List.of("", "garbage", "queue=%zz", "queue=q&at=soon", "&&=")) {
            assertThat(Message.read(text)).isEqualTo(new Message("", 0, List.of()));
        }
    }
}
