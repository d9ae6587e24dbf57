package dev.raquel.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.raquel.JobStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every move from every state: exactly what it writes, or a refusal. */
class LifecycleTest {

    /**
     * All moves that there are, column by column; {@code =} stays as it was, {@code -} becomes NULL. What is not here
     * is refused.
     */
    private static final String LEGAL = """
            move               | from      | to        | scheduled_at | attempts | failures | expires_at | error  | trace | claimed_by | claimed_at | finished_at
            claim              | queued    | claimed   | =            | =        | =        | -          | =      | =     | node-1     | 3000       | =
            claim              | failed    | claimed   | =            | =        | =        | =          | =      | =     | node-1     | 3000       | =
            succeed            | claimed   | success   | =            | 4        | =        | =          | =      | =     | =          | =          | 3000
            fail               | claimed   | failed    | 3400         | 4        | 3        | =          | broken | here  | =          | =          | 3000
            fail, first time   | claimed   | failed    | 3400         | 4        | 3        | 6000       | broken | here  | =          | =          | 3000
            fail, ageless      | claimed   | failed    | 3400         | 4        | 3        | -          | broken | here  | =          | =          | 3000
            fail, last retry   | claimed   | failed    | 3400         | 4        | 3        | =          | broken | here  | =          | =          | 3000
            fail, no retry     | claimed   | exhausted | =            | 4        | 3        | =          | broken | here  | =          | =          | 3000
            fail, in time      | claimed   | failed    | 3400         | 4        | 3        | 3401       | broken | here  | =          | =          | 3000
            fail, too late     | claimed   | expired   | =            | 4        | 3        | 3400       | broken | here  | =          | =          | 3000
            give up            | claimed   | exhausted | =            | 4        | 3        | =          | broken | here  | =          | =          | 3000
            reschedule         | claimed   | queued    | 3010         | 4        | =        | -          | =      | =     | =          | =          | -
            reschedule at      | claimed   | queued    | 7000         | 4        | =        | -          | =      | =     | =          | =          | -
            reschedule after   | claimed   | queued    | 3070         | 4        | =        | -          | =      | =     | =          | =          | -
            reschedule by both | claimed   | queued    | 7070         | 4        | =        | -          | =      | =     | =          | =          | -
            reject             | claimed   | queued    | =            | 4        | =        | =          | =      | =     | -          | -          | =
            cancel in handler  | claimed   | cancelled | =            | 4        | =        | =          | =      | =     | =          | =          | 3000
            lose               | claimed   | failed    | 2400         | 4        | 3        | =          | lost   | -     | =          | =          | 2000
            lose, no retry     | claimed   | exhausted | =            | 4        | 3        | =          | lost   | -     | =          | =          | 2000
            lose, too late     | claimed   | expired   | =            | 4        | 3        | 2400       | lost   | -     | =          | =          | 2000
            lose, no time      | claimed   | failed    | 400          | 4        | 3        | =          | lost   | -     | =          | =          | 0
            unclaim            | claimed   | queued    | =            | =        | =        | =          | =      | =     | -          | -          | =
            cancel             | queued    | cancelled | =            | =        | =        | =          | =      | =     | =          | =          | 3000
            cancel             | failed    | cancelled | =            | =        | =        | =          | =      | =     | =          | =          | 3000
            requeue            | exhausted | queued    | 3000         | =        | 0        | -          | =      | =     | =          | =          | -
            requeue            | expired   | queued    | 3000         | =        | 0        | -          | =      | =     | =          | =          | -
            requeue            | cancelled | queued    | 3000         | =        | 0        | -          | =      | =     | =          | =          | -
            expire             | queued    | expired   | =            | =        | =        | =          | =      | =     | =          | =          | 3000
            expire             | failed    | expired   | =            | =        | =        | =          | =      | =     | =          | =          | 3000
            """;

    private static final long NOW = 3_000;
    private static final String LOST =
            "The claim was lost: node node-0 vanished while it held this job, or did not end it in time; the"
                    + " job may have run";

    private static final UnaryOperator<JobState> AS_IT_IS = job -> job;
    private static final UnaryOperator<JobState> TWO_RETRIES = job -> with(job, 5_000L, 2, job.expiresAt());
    private static final UnaryOperator<JobState> THREE_RETRIES = job -> with(job, 5_000L, 3, job.expiresAt());
    private static final UnaryOperator<JobState> FIRST_TIME = job -> with(job, 5_000L, null, null);
    private static final UnaryOperator<JobState> AGELESS = job -> with(job, null, null, null);

    private static final Outcome FAILURE = new Outcome.Failed(new ErrorText("broken", "here"));

    private static final Map<String, Move> MOVES = new TreeMap<>(Map.ofEntries(
            entry("claim", AS_IT_IS, job -> Lifecycle.claim(job, "node-1", NOW)),
            outcome("succeed", AS_IT_IS, new Outcome.Succeeded()),
            outcome("fail", AS_IT_IS, FAILURE),
            outcome("fail, first time", FIRST_TIME, FAILURE),
            outcome("fail, ageless", AGELESS, FAILURE),
            outcome("fail, last retry", THREE_RETRIES, FAILURE),
            outcome("fail, no retry", TWO_RETRIES, FAILURE),
            outcome("fail, in time", expiringAt(3_401), FAILURE),
            outcome("fail, too late", expiringAt(3_400), FAILURE),
            outcome("give up", AS_IT_IS, new Outcome.GivenUp(new ErrorText("broken", "here"))),
            outcome("reschedule", AS_IT_IS, new Outcome.Rescheduled(null, null)),
            outcome("reschedule at", AS_IT_IS, new Outcome.Rescheduled(7_000L, null)),
            outcome("reschedule after", AS_IT_IS, new Outcome.Rescheduled(null, 70L)),
            outcome("reschedule by both", AS_IT_IS, new Outcome.Rescheduled(7_000L, 70L)),
            outcome("reject", AS_IT_IS, new Outcome.Rejected()),
            outcome("cancel in handler", AS_IT_IS, new Outcome.Cancelled()),
            entry("lose", AS_IT_IS, Lifecycle::lose),
            entry("lose, no retry", TWO_RETRIES, Lifecycle::lose),
            entry("lose, too late", expiringAt(2_400), Lifecycle::lose),
            entry("lose, no time", LifecycleTest::untimed, Lifecycle::lose),
            entry("unclaim", AS_IT_IS, Lifecycle::unclaim),
            entry("cancel", AS_IT_IS, job -> Lifecycle.cancel(job, NOW)),
            entry("requeue", AS_IT_IS, job -> Lifecycle.requeue(job, NOW)),
            entry("expire", AS_IT_IS, job -> Lifecycle.expire(job, NOW))));

    /** A move, of a job that is in some way special. */
    private record Move(UnaryOperator<JobState> special, Function<JobState, Transition> move) {}

    private static Map.Entry<String, Move> entry(
            String name, UnaryOperator<JobState> special, Function<JobState, Transition> move) {
        return Map.entry(name, new Move(special, move));
    }

    private static Map.Entry<String, Move> outcome(String name, UnaryOperator<JobState> special, Outcome outcome) {
        return entry(name, special, job -> Lifecycle.settle(job, outcome, NOW));
    }

    private static UnaryOperator<JobState> expiringAt(long deadline) {
        return job -> with(job, 5_000L, null, deadline);
    }

    private static JobState untimed(JobState job) {
        return job.after(Transition.to(job.status(), job).claimed(job.claimedBy(), null));
    }

    static List<Arguments> everyMoveFromEveryState() {
        Map<String, List<String>> legal = new HashMap<>();
        LEGAL.lines().skip(1).map(line -> List.of(line.split(" *\\| *"))).forEach(row -> {
            assertThat(MOVES).containsKey(row.get(0));
            legal.put(row.get(0) + " " + row.get(1), row);
        });
        List<Arguments> all = new ArrayList<>();
        for (String move : MOVES.keySet()) {
            for (JobStatus from : JobStatus.values()) {
                all.add(Arguments.of(move, from, legal.remove(move + " " + from.column())));
            }
        }
        assertThat(legal).isEmpty();
        return all;
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource
    void everyMoveFromEveryState(String name, JobStatus from, @Nullable List<String> legal) {
        Move move = MOVES.get(name);
        JobState job = move.special().apply(job(from));
        if (legal == null) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> move.move().apply(job))
                    .withMessageContaining(from.column())
                    .withMessageContaining(job.id().toString());
        } else {
            assertThat(move.move().apply(job)).isEqualTo(transition(legal, job));
        }
    }

    private static Transition transition(List<String> row, JobState job) {
        return new Transition(
                JobStatus.ofColumn(row.get(2)),
                number(row.get(3), job.scheduledAt()),
                number(row.get(4), (long) job.attempts()).intValue(),
                number(row.get(5), (long) job.failures()).intValue(),
                number(row.get(6), job.expiresAt()),
                row.get(7).equals("lost") ? LOST : text(row.get(7), job.error()),
                text(row.get(8), job.errorTrace()),
                text(row.get(9), job.claimedBy()),
                number(row.get(10), job.claimedAt()),
                number(row.get(11), job.finishedAt()));
    }

    private static @Nullable String text(String cell, @Nullable String before) {
        return cell.equals("=") ? before : cell.equals("-") ? null : cell;
    }

    private static @Nullable Long number(String cell, @Nullable Long before) {
        return cell.equals("=") ? before : cell.equals("-") ? null : Long.valueOf(cell);
    }

    private static JobState with(
            JobState job, @Nullable Long maxAge, @Nullable Integer retries, @Nullable Long expiresAt) {
        return new JobState(
                job.id(),
                job.queue(),
                job.payload(),
                job.status(),
                maxAge,
                new RetryLimits(retries, 10, 1_000, 100),
                job.enqueuedAt(),
                job.scheduledAt(),
                job.attempts(),
                job.failures(),
                expiresAt,
                job.error(),
                job.errorTrace(),
                job.claimedBy(),
                job.claimedAt(),
                job.finishedAt());
    }

    /** A job that has something in every column, so that whatever a move writes shows. */
    private static JobState job(JobStatus status) {
        return new JobState(
                new UUID(0, 1),
                "queue",
                "payload",
                status,
                5_000L,
                new RetryLimits(null, 10, 1_000, 100),
                900,
                1_000,
                3,
                2,
                9_000L,
                "before",
                "trace",
                "node-0",
                2_000L,
                1_500L);
    }
}
