package dev.raquel.protocol;

import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.lifecycle.Lifecycle;
import dev.raquel.protocol.Write.Kind;
import java.util.ArrayList;
import java.util.List;

/** How one node claims; and how it finds out what became of a claim whose commit got no answer. */
record Claiming(Setting setting, Guards guards, Commit commit) {

    void steps(World world, int n, Steps steps) {
        Node node = world.node(n);
        if (!node.isUp() || node.held().size() >= setting.capacity()) {
            return;
        }
        if (!node.inDoubt().isEmpty()) {
            String token = node.inDoubt().get(0);
            steps.may("node " + n + " looks up " + token, () -> lookedUp(world, n, token));
            return;
        }
        for (int lag : setting.lags()) {
            if (setting.skipLocked()) {
                lockAndTake(world, n, lag, steps);
            } else {
                readThenTake(world, n, lag, steps);
            }
        }
    }

    private World lookedUp(World world, int n, String token) {
        List<Held> found = new ArrayList<>();
        for (int job = 0; job < setting.jobs(); job++) {
            if (new Guards(setting.withoutMutants()).settles(world.row(job), token)) {
                found.add(Held.of(job, new ClaimedJob(world.row(job))));
            }
        }
        return world.with(n, world.node(n).knowing(token).holding(found));
    }

    /** Locks what is due and not locked, and takes it: any of it, since the order of jobs is not the matter here. */
    private void lockAndTake(World world, int n, int lag, Steps steps) {
        List<Integer> due = new ArrayList<>();
        for (int job = 0; job < setting.jobs(); job++) {
            if (!world.isLocked(job) && guards.claims(world.row(job), world.now() - lag)) {
                due.add(job);
            }
        }
        int room = setting.capacity() - world.node(n).held().size();
        due.forEach(job -> take(world, n, lag, List.of(job), steps));
        if (due.size() == 2 && room >= 2) {
            take(world, n, lag, due, steps);
        }
    }

    private void take(World world, int n, int lag, List<Integer> jobs, Steps steps) {
        List<JobState> seen = jobs.stream().map(world::row).toList();
        claim(world, n, lag, jobs, seen, steps);
    }

    /** Reads a row without a lock, and takes it by an update that asks again whether it is due. */
    private void readThenTake(World world, int n, int lag, Steps steps) {
        Node node = world.node(n);
        JobState seen = node.seenDue();
        if (seen == null) {
            for (int job = 0; job < setting.jobs() && lag == 0; job++) {
                JobState row = world.row(job);
                if (guards.claims(row, world.now())) {
                    steps.may("node " + n + " sees job " + job + " due", () -> world.with(n, node.seeingDue(row)));
                }
            }
            return;
        }
        int job = job(seen);
        if (world.isLocked(job)) {
            return; // waits
        }
        World looked = world.with(n, node.seeingDue(null));
        if (guards.claims(world.row(job), world.now() - lag)) {
            claim(looked, n, lag, List.of(job), List.of(seen), steps);
        } else {
            steps.may("node " + n + " finds job " + job + " not due any more", () -> looked);
        }
    }

    private void claim(World world, int n, int lag, List<Integer> jobs, List<JobState> seen, Steps steps) {
        String token = world.freshToken();
        World numbered = world.tokenUsed();
        long now = world.now() - lag;
        List<Write> writes = new ArrayList<>();
        List<Held> claims = new ArrayList<>();
        for (int i = 0; i < jobs.size(); i++) {
            JobState row = world.row(jobs.get(i));
            JobState after = row.after(Lifecycle.claim(row, token, now));
            writes.add(new Write(jobs.get(i), Kind.CLAIM, token, after));
            JobState from = setting.has(Mutant.CLAIMS_WHAT_IT_SAW) ? seen.get(i) : row;
            claims.add(Held.of(jobs.get(i), new ClaimedJob(from.after(Lifecycle.claim(from, token, now)))));
        }
        Tx tx = new Tx(writes, List.of(), true);
        String label = "node " + n + " claims " + jobs + " as " + token + ", by the time " + lag + " ago";
        steps.may(label, () -> commit.of(numbered, tx).with(n, numbered.node(n).holding(claims)));
        if (world.left().lostAnswers() > 0) {
            steps.may(
                    label + "; no answer",
                    () -> numbered.oneAnswerLost()
                            .leaving(tx)
                            .with(n, numbered.node(n).doubting(token)));
        }
    }

    static int job(JobState row) {
        return (int) row.id().getLeastSignificantBits() - 1;
    }
}
