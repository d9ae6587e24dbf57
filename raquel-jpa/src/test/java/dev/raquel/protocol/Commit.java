package dev.raquel.protocol;

import static dev.raquel.JobStatus.CANCELLED;
import static dev.raquel.JobStatus.CLAIMED;
import static dev.raquel.JobStatus.EXHAUSTED;
import static dev.raquel.JobStatus.FAILED;
import static dev.raquel.JobStatus.QUEUED;
import static dev.raquel.JobStatus.SUCCESS;

import dev.raquel.Handling;
import dev.raquel.JobStatus;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.protocol.Write.Kind;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What a commit does, and whether it may. */
record Commit(Setting setting) {

    /** The moves of docs/life-cycle.md that the model makes, stated apart from the code. */
    private static final Map<Kind, Map<JobStatus, Set<JobStatus>>> LEGAL = Map.of(
            Kind.CLAIM, Map.of(QUEUED, Set.of(CLAIMED), FAILED, Set.of(CLAIMED)),
            Kind.SETTLE, Map.of(CLAIMED, Set.of(SUCCESS, FAILED, EXHAUSTED, CANCELLED)),
            Kind.GIVE_BACK, Map.of(CLAIMED, Set.of(QUEUED)),
            Kind.RENEW, Map.of(CLAIMED, Set.of(CLAIMED)),
            Kind.TAKE_OVER, Map.of(CLAIMED, Set.of(FAILED, EXHAUSTED)));

    World of(World world, Tx tx) {
        World after = world;
        for (Write write : tx.writes()) {
            after = apply(after, write);
        }
        for (int job : tx.effects()) {
            after = after.with(job, after.row(job), after.ledgers().get(job).oneEffect());
        }
        for (int job = 0; job < setting.jobs(); job++) {
            check(after, job);
        }
        return after;
    }

    private World apply(World world, Write write) {
        JobState before = world.row(write.job());
        JobState row = write.after();
        if (row == null) {
            return world;
        }
        String what = "job " + write.job() + ": " + write.kind() + " by " + write.token() + ", " + before.status()
                + " of " + before.claimedBy() + " becomes " + row.status();
        boolean legal = LEGAL.getOrDefault(write.kind(), Map.of())
                .getOrDefault(before.status(), Set.of())
                .contains(row.status());
        if (legal && write.kind() != Kind.CLAIM) {
            setting.require(write.token().equals(before.claimedBy()), Invariant.ENDED_BY_ITS_OWN_CLAIM, what);
        }
        setting.require(legal, Invariant.LEGAL_MOVE, what);
        checkLease(world, write.kind(), before, row, what);
        return world.with(write.job(), row, counted(world.ledgers().get(write.job()), write.kind(), row));
    }

    private void checkLease(World world, Kind kind, JobState before, JobState row, String what) {
        if (kind == Kind.TAKE_OVER) {
            long age = world.now() - (before.claimedAt() == null ? world.now() : before.claimedAt());
            setting.require(age >= Setting.LEASE, Invariant.LEASE_IS_KEPT, what + " at the age of " + age);
        }
        if (kind == Kind.RENEW) {
            boolean younger =
                    before.claimedAt() == null || Objects.requireNonNull(row.claimedAt()) >= before.claimedAt();
            setting.require(younger, Invariant.LEASE_IS_KEPT, what + " and older");
        }
    }

    private static Ledger counted(Ledger ledger, Kind kind, JobState row) {
        boolean failed = row.status() == FAILED || row.status() == EXHAUSTED;
        return kind == Kind.SETTLE || kind == Kind.TAKE_OVER ? ledger.oneAttempt(failed) : ledger;
    }

    private void check(World world, int job) {
        JobState row = world.row(job);
        Ledger ledger = world.ledgers().get(job);
        boolean succeeded = row.status() == SUCCESS;
        if (setting.handling() == Handling.NON_TRANSACTIONAL) {
            setting.require(!succeeded || ledger.ran(), Invariant.SUCCESS_MEANS_RUN, "job " + job + " never ran");
        } else {
            setting.require(
                    ledger.effects() == (succeeded ? 1 : 0),
                    Invariant.EFFECTS_ONCE,
                    "job " + job + " is " + row.status() + " with " + ledger.effects() + " effects");
        }
        setting.require(
                row.attempts() == ledger.attempts() && row.failures() == ledger.failures(),
                Invariant.ATTEMPTS_ADD_UP,
                "job " + job + " says " + row.attempts() + " attempts and " + row.failures() + " failures, but "
                        + ledger.attempts() + " and " + ledger.failures() + " claims ended so");
    }
}
