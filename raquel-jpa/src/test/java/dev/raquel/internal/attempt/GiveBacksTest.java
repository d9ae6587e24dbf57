package dev.raquel.internal.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GiveBacksTest {

    private static final int MANY = 1_000;

    private final GiveBacks giveBacks = new GiveBacks();

    private List<Boolean> givenBack(UUID job, int times) {
        return IntStream.range(0, times)
                .mapToObj(i -> giveBacks.mayGiveBack(job))
                .toList();
    }

    private void manyOthersAreGivenBack() {
        Stream.generate(UUID::randomUUID).limit(MANY).forEach(giveBacks::mayGiveBack);
    }

    @Test
    void theSixthIsOneTooMany() {
        assertThat(givenBack(UUID.randomUUID(), 7)).containsExactly(true, true, true, true, true, false, true);
    }

    @Test
    void aJobThatIsSettledBeginsAnew() {
        UUID job = UUID.randomUUID();
        givenBack(job, 5);

        giveBacks.settled(job);

        assertThat(givenBack(job, 5)).containsOnly(true);
    }

    /** Other nodes may have run them since, of which nobody tells this one. */
    @Test
    void manyThatAreNeverSettledHereDoNotKeepANewOneFromBeingCounted() {
        manyOthersAreGivenBack();

        assertThat(givenBack(UUID.randomUUID(), 6)).endsWith(false);
    }

    @Test
    void theOneThatWasGivenBackLongestAgoIsForgotten() {
        UUID eldest = UUID.randomUUID();
        givenBack(eldest, 5);
        UUID later = UUID.randomUUID();
        givenBack(later, 4);
        Stream.generate(UUID::randomUUID).limit(MANY - 2).forEach(giveBacks::mayGiveBack);
        givenBack(later, 1);

        giveBacks.mayGiveBack(UUID.randomUUID());

        assertThat(givenBack(later, 1)).containsExactly(false);
        assertThat(givenBack(eldest, 1)).containsExactly(true);
    }
}
