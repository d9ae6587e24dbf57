package dev.raquel.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.Handling;
import dev.raquel.JobStatus;
import dev.raquel.internal.claim.CandidatesThenLock;
import dev.raquel.internal.claim.ClaimOrder;
import dev.raquel.internal.claim.ClaimStrategy;
import dev.raquel.internal.claim.ClaimTokens;
import dev.raquel.internal.claim.Claims;
import dev.raquel.internal.claim.DueJobs;
import dev.raquel.internal.claim.Leases;
import dev.raquel.internal.claim.OneByOne;
import dev.raquel.internal.claim.SingleStatement;
import dev.raquel.internal.claim.StoreFixture;
import dev.raquel.internal.event.LifeEvents;
import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.internal.lifecycle.CommonMove;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.lifecycle.Lifecycle;
import dev.raquel.internal.lifecycle.Outcome;
import dev.raquel.internal.store.JobStore;
import dev.raquel.testing.H2Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The guards of the model let through just what the statements write, for every row that the model can make. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuardsTest {

    private static final UUID ID = new UUID(0, 1);
    private static final long NOW = 5;
    private static final ClaimedJob MINE = new ClaimedJob(row(ID, JobStatus.CLAIMED, "mine", NOW, NOW));

    /** By another claim, of a job that is gone. */
    private static final ClaimedJob ANOTHER = new ClaimedJob(row(new UUID(0, 2), JobStatus.CLAIMED, "other", NOW, NOW));

    private final Guards guards = new Guards(Setting.of(Handling.TRANSACTIONAL));
    private StoreFixture fixture;
    private JobStore store;
    private Leases leases;

    @BeforeAll
    void createDatabase() {
        fixture = new StoreFixture(H2Database.fresh());
        store = new JobStore(fixture.data());
        leases = new Leases(fixture.data(), fixture.locking(), LifeEvents.NONE);
    }

    @AfterAll
    void dropDatabase() {
        fixture.close();
    }

    private static List<JobState> rows() {
        List<JobState> rows = new ArrayList<>();
        for (JobStatus status : JobStatus.values()) {
            for (String claimedBy : Arrays.asList("mine", "other", null)) {
                for (long time = NOW - 1; time <= NOW + 1; time++) {
                    rows.add(row(ID, status, claimedBy, time, NOW));
                    rows.add(row(ID, status, claimedBy, NOW, time));
                }
            }
        }
        return rows;
    }

    private static JobState row(
            UUID id, JobStatus status, @Nullable String claimedBy, long claimedAt, long scheduledAt) {
        return new JobState(
                id,
                World.QUEUE,
                null,
                status,
                null,
                Setting.retry(),
                NOW,
                scheduledAt,
                0,
                0,
                null,
                null,
                null,
                claimedBy,
                claimedAt,
                null);
    }

    @Test
    void settling() {
        agree(
                row -> guards.settles(row, "mine"),
                row -> store.settle(MINE, Lifecycle.settle(MINE.job(), new Outcome.Succeeded(), NOW)));
    }

    /** Together with a job of another claim of the same node, which must not be taken for a claim of this one. */
    @Test
    void settlingTogether() {
        Outcome.Succeeded succeeded = new Outcome.Succeeded();
        List<CommonMove.OfClaim> moves = Stream.of(MINE, ANOTHER)
                .map(claim -> CommonMove.of(claim, Lifecycle.settle(claim.job(), succeeded, NOW))
                        .orElseThrow())
                .toList();
        agree(
                row -> guards.settlesTogether(row, "mine", List.of("mine", "other")),
                row -> store.settleAlike(moves) == 1);
    }

    @Test
    void givingBackTogether() {
        Claims claims = new Claims(
                fixture.data(),
                fixture.locking(),
                LifeEvents.NONE,
                new ClaimTokens("node"),
                InstantSource.fixed(Instant.EPOCH),
                Duration.ofMinutes(1));
        agree(row -> guards.settles(row, "mine"), row -> {
            claims.unclaim(List.of(MINE, ANOTHER));
            return !store.find(ID).equals(Optional.of(row));
        });
    }

    @Test
    void givingBack() {
        agree(row -> guards.settles(row, "mine"), row -> store.settle(MINE, Lifecycle.unclaim(MINE.job())));
    }

    @Test
    void renewing() {
        agree(row -> guards.renews(row, "mine", NOW), row -> {
            leases.renewOne(ID, "mine", NOW);
            return !store.find(ID).equals(Optional.of(row));
        });
    }

    @Test
    void takingOver() {
        agree(
                row -> guards.takesOver(row, MINE.job()),
                row -> fixture.transactions.with(
                        session -> JobStore.moveLost(session, MINE.job(), Lifecycle.lose(MINE.job()))));
    }

    Stream<ClaimStrategy> strategies() {
        DueJobs due = new DueJobs(fixture.data(), InstantSource.fixed(Instant.EPOCH));
        return Stream.of(
                new OneByOne(due),
                new SingleStatement(due),
                new CandidatesThenLock(due, fixture.locking().locks()));
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void claiming(ClaimStrategy strategy) {
        agree(
                row -> guards.claims(row, NOW),
                row -> strategy.claim(ClaimOrder.of(World.QUEUE, 1, "new", List.of(), NOW), NOW)
                                .taken()
                        == 1);
    }

    private void agree(Predicate<JobState> model, Predicate<JobState> written) {
        for (JobState row : rows()) {
            fixture.database.execute("delete from jobs");
            fixture.transactions.inNew(() -> {
                store.insert(row);
                return row;
            });
            boolean wrote = fixture.transactions.inNew(() -> written.test(row));
            assertThat(wrote).as(row::toString).isEqualTo(model.test(row));
        }
    }
}
