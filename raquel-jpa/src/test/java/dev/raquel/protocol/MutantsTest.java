package dev.raquel.protocol;

import static dev.raquel.protocol.Invariant.ATTEMPTS_ADD_UP;
import static dev.raquel.protocol.Invariant.EFFECTS_ONCE;
import static dev.raquel.protocol.Invariant.ENDED_BY_ITS_OWN_CLAIM;
import static dev.raquel.protocol.Invariant.END_IN_REACH;
import static dev.raquel.protocol.Invariant.LEASE_IS_KEPT;
import static dev.raquel.protocol.Invariant.LEGAL_MOVE;
import static dev.raquel.protocol.Invariant.LOCK_KEEPS_THE_CLAIM;
import static dev.raquel.protocol.Invariant.NOT_CLAIMED_FOR_EVER;
import static dev.raquel.protocol.Invariant.SUCCESS_MEANS_RUN;
import static dev.raquel.protocol.Invariant.TOLD_TRUTH;
import static dev.raquel.protocol.Mutant.CLAIMS_WHAT_IT_SAW;
import static dev.raquel.protocol.Mutant.COUNTS_WHAT_IS_GIVEN_BACK;
import static dev.raquel.protocol.Mutant.GUARDS_NO_PAIRS;
import static dev.raquel.protocol.Mutant.LOCKS_WITHOUT_LOOKING;
import static dev.raquel.protocol.Mutant.NEVER_TAKES_OVER;
import static dev.raquel.protocol.Mutant.RENEWS_BACKWARDS;
import static dev.raquel.protocol.Mutant.RENEWS_WITHOUT_GUARD;
import static dev.raquel.protocol.Mutant.ROWS_NOT_COUNTED;
import static dev.raquel.protocol.Mutant.SETTLES_AFTER_THE_HANDLER;
import static dev.raquel.protocol.Mutant.SETTLES_WHAT_NEVER_RAN;
import static dev.raquel.protocol.Mutant.SETTLES_WITHOUT_GUARD;
import static dev.raquel.protocol.Mutant.SETTLES_WITHOUT_STATUS;
import static dev.raquel.protocol.Mutant.SETTLES_WITHOUT_TOKEN;
import static dev.raquel.protocol.Mutant.SHARED_ROWS_NOT_COUNTED;
import static dev.raquel.protocol.Mutant.TAKES_OVER_BY_TIME_ALONE;
import static dev.raquel.protocol.Mutant.TAKES_OVER_WITHOUT_GUARD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.Handling;
import dev.raquel.protocol.Setting.Faults;
import dev.raquel.protocol.Setting.Size;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each part of the protocol is needed: without it, the model finds the shortest way to what that breaks. */
class MutantsTest {

    private static final Setting TRANSACTIONAL = Setting.of(Handling.TRANSACTIONAL);
    private static final Setting LOCKED = Setting.of(Handling.TRANSACTIONAL_LOCKED);
    private static final Setting NON_TRANSACTIONAL = Setting.of(Handling.NON_TRANSACTIONAL);
    private static final Setting UNLOCKED = TRANSACTIONAL.withoutSkipLocked().with(Faults.NONE);
    private static final Setting TOGETHER =
            TRANSACTIONAL.withJobsTogether().with(new Size(1, 2, 3)).with(Faults.NONE);
    private static final Setting GROUPED =
            NON_TRANSACTIONAL.withJobsTogether().with(new Size(1, 2, 2)).with(Faults.NONE);

    static Stream<Arguments> mutants() {
        return Stream.of(
                Arguments.of(SETTLES_WITHOUT_GUARD, TRANSACTIONAL, LEGAL_MOVE),
                Arguments.of(SETTLES_WITHOUT_GUARD, TRANSACTIONAL, EFFECTS_ONCE),
                Arguments.of(SETTLES_WITHOUT_GUARD, NON_TRANSACTIONAL, ENDED_BY_ITS_OWN_CLAIM),
                Arguments.of(SETTLES_WITHOUT_TOKEN, TRANSACTIONAL, ENDED_BY_ITS_OWN_CLAIM),
                Arguments.of(SETTLES_WITHOUT_TOKEN, TRANSACTIONAL, ATTEMPTS_ADD_UP),
                Arguments.of(SETTLES_WITHOUT_TOKEN, NON_TRANSACTIONAL, ENDED_BY_ITS_OWN_CLAIM),
                Arguments.of(SETTLES_WITHOUT_STATUS, TRANSACTIONAL, LEGAL_MOVE),
                Arguments.of(ROWS_NOT_COUNTED, TRANSACTIONAL, EFFECTS_ONCE),
                Arguments.of(ROWS_NOT_COUNTED, NON_TRANSACTIONAL, TOLD_TRUTH),
                Arguments.of(SHARED_ROWS_NOT_COUNTED, TOGETHER, EFFECTS_ONCE),
                Arguments.of(SHARED_ROWS_NOT_COUNTED, GROUPED, TOLD_TRUTH),
                Arguments.of(SETTLES_AFTER_THE_HANDLER, TRANSACTIONAL, EFFECTS_ONCE),
                Arguments.of(GUARDS_NO_PAIRS, TOGETHER, ENDED_BY_ITS_OWN_CLAIM),
                Arguments.of(RENEWS_WITHOUT_GUARD, TRANSACTIONAL, LEGAL_MOVE),
                Arguments.of(RENEWS_WITHOUT_GUARD, TRANSACTIONAL, ENDED_BY_ITS_OWN_CLAIM),
                Arguments.of(RENEWS_BACKWARDS, TRANSACTIONAL, LEASE_IS_KEPT),
                Arguments.of(TAKES_OVER_WITHOUT_GUARD, UNLOCKED, LEASE_IS_KEPT),
                Arguments.of(TAKES_OVER_WITHOUT_GUARD, UNLOCKED, LEGAL_MOVE),
                Arguments.of(TAKES_OVER_BY_TIME_ALONE, UNLOCKED, ENDED_BY_ITS_OWN_CLAIM),
                Arguments.of(CLAIMS_WHAT_IT_SAW, UNLOCKED, ATTEMPTS_ADD_UP),
                Arguments.of(COUNTS_WHAT_IS_GIVEN_BACK, TRANSACTIONAL, ATTEMPTS_ADD_UP),
                Arguments.of(LOCKS_WITHOUT_LOOKING, LOCKED, LOCK_KEEPS_THE_CLAIM),
                Arguments.of(SETTLES_WHAT_NEVER_RAN, NON_TRANSACTIONAL, SUCCESS_MEANS_RUN),
                Arguments.of(NEVER_TAKES_OVER, TRANSACTIONAL, NOT_CLAIMED_FOR_EVER),
                Arguments.of(NEVER_TAKES_OVER, TRANSACTIONAL, END_IN_REACH));
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void whatAMutantBreaksIsFound(Mutant mutant, Setting setting, Invariant broken) {
        Explorer.Verdict verdict = Explorer.explore(setting.with(mutant).watching(broken));

        assertThat(verdict.broken()).as(verdict::toString).isEqualTo(broken);
    }

    /** Each mutant was tried, and each invariant can be broken. */
    @Test
    void noneIsForgotten() {
        Set<Mutant> tried =
                mutants().map(arguments -> (Mutant) arguments.get()[0]).collect(Collectors.toSet());

        Set<Invariant> broken =
                mutants().map(arguments -> (Invariant) arguments.get()[2]).collect(Collectors.toSet());

        assertThat(tried).isEqualTo(EnumSet.allOf(Mutant.class));
        assertThat(broken).isEqualTo(EnumSet.allOf(Invariant.class));
    }

    /** Two nodes want one job: the shortest way to a double settlement, as people tell it. */
    @Test
    void theShortestWayIsShown() {
        Explorer.Verdict verdict = Explorer.explore(
                TRANSACTIONAL.with(Faults.NONE).with(SETTLES_WITHOUT_TOKEN).watching(ENDED_BY_ITS_OWN_CLAIM));

        List<String> trace = verdict.trace();
        assertThat(trace.get(trace.size() - 1)).startsWith("=> job 0: ");
        assertThat(trace).filteredOn(step -> step.contains(" claims ")).hasSize(2);
        assertThat(trace).filteredOn(step -> step.contains(" takes over ")).hasSize(1);
    }
}
