package dev.raquel.protocol;

import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.lifecycle.Lifecycle;
import dev.raquel.protocol.Write.Kind;
import org.jspecify.annotations.Nullable;

/** What a node does beside running jobs: it renews its leases, and takes over lost claims. */
record Duties(Setting setting, Guards guards, Commit commit) {

    void steps(World world, int n, Steps steps) {
        Node node = world.node(n);
        if (!node.runs()) {
            return;
        }
        for (Held held : node.held()) {
            if (!setting.together() && !world.isLocked(held.job())) {
                setting.lags().forEach(lag -> renew(world, n, held, lag, steps));
            }
        }
        for (int job = 0; job < setting.jobs() && !setting.has(Mutant.NEVER_TAKES_OVER); job++) {
            if (setting.skipLocked()) {
                lockAndTakeOver(world, n, job, steps);
            } else {
                readThenTakeOver(world, n, job, steps);
            }
        }
    }

    private void renew(World world, int n, Held held, int lag, Steps steps) {
        JobState row = world.row(held.job());
        long now = world.now() - lag;
        if (!guards.renews(row, held.token(), now)) {
            return;
        }
        JobState after = claimedAt(row, now);
        if (after.equals(row)) {
            return;
        }
        Write write = new Write(held.job(), Kind.RENEW, held.token(), after);
        write(world, n, "node " + n + " renews " + held.token() + " of job " + held.job(), write, null, steps);
    }

    private void lockAndTakeOver(World world, int n, int job, Steps steps) {
        JobState row = world.row(job);
        if (!world.isLocked(job) && Lifecycle.hasRunOut(row, world.now() - Setting.LEASE)) {
            takeOver(world, n, job, row, steps);
        }
    }

    private void readThenTakeOver(World world, int n, int job, Steps steps) {
        Node node = world.node(n);
        JobState seen = node.seenLost();
        JobState row = world.row(job);
        if (seen == null) {
            if (Lifecycle.hasRunOut(row, world.now() - Setting.LEASE)) {
                steps.will(
                        fair(n, job),
                        "node " + n + " sees job " + job + " lost",
                        () -> world.with(n, node.seeingLost(row)));
            }
            return;
        }
        if (Claiming.job(seen) != job || world.isLocked(job)) {
            return;
        }
        World looked = world.with(n, node.seeingLost(null));
        if (guards.takesOver(row, seen)) {
            takeOver(looked, n, job, seen, steps);
        } else {
            steps.will(fair(n, job), "node " + n + " finds job " + job + " not lost any more", () -> looked);
        }
    }

    private void takeOver(World world, int n, int job, JobState seen, Steps steps) {
        JobState after = seen.after(Lifecycle.lose(seen));
        Write write = new Write(job, Kind.TAKE_OVER, String.valueOf(seen.claimedBy()), after);
        write(world, n, "node " + n + " takes over job " + job, write, fair(n, job), steps);
    }

    /** A short transaction of its own; if no answer comes, it is forgotten. */
    private void write(World world, int n, String label, Write write, @Nullable String fair, Steps steps) {
        Tx tx = Tx.of(write);
        if (fair == null) {
            steps.may(label, () -> commit.of(world, tx));
        } else {
            steps.will(fair, label, () -> commit.of(world, tx));
        }
        if (world.left().lostAnswers() > 0) {
            steps.may(label + "; no answer", () -> world.oneAnswerLost().leaving(tx));
        }
    }

    private static String fair(int n, int job) {
        return "duties of node " + n + " for job " + job;
    }

    private static JobState claimedAt(JobState row, long time) {
        return new JobState(
                row.id(),
                row.queue(),
                row.payload(),
                row.status(),
                row.maxAge(),
                row.retry(),
                row.enqueuedAt(),
                row.scheduledAt(),
                row.attempts(),
                row.failures(),
                row.expiresAt(),
                row.error(),
                row.errorTrace(),
                row.claimedBy(),
                time,
                row.finishedAt());
    }
}
