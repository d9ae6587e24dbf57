package dev.raquel.protocol;

import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.lifecycle.Lifecycle;
import dev.raquel.internal.lifecycle.Outcome;
import dev.raquel.protocol.Held.Stage;
import dev.raquel.protocol.Write.Kind;
import java.util.List;

/** How one node settles a claim, or gives it back, in a transaction apart from the handler's; or many together. */
record Settling(Setting setting, Guards guards, Commit commit) {

    void steps(World world, int n, Held held, Steps steps) {
        if (held.stage() != Stage.SETTLING) {
            return;
        }
        Node node = world.node(n);
        String job = Attempting.node(n, held) + (held.outcome() == null ? " is given back" : " is settled");
        if (held.inDoubt()) {
            steps.may(job + " no more: the lease is over", () -> world.with(n, node.without(held)));
        }
        if (world.isLocked(held.job())) {
            return; // waits
        }
        String fair = Attempting.fair(n, held);
        boolean ours = guards.settles(world.row(held.job()), held.token());
        if (!ours) {
            steps.will(fair, job + " in vain", () -> lost(world, n, held));
            return;
        }
        Tx tx = Tx.of(write(world, held));
        steps.will(fair, job, () -> commit.of(world, tx).with(n, node.without(held)));
        if (world.left().lostAnswers() > 0) {
            steps.may(
                    job + "; no answer",
                    () -> world.oneAnswerLost().leaving(tx).with(n, node.with(held, held.doubted())));
        }
    }

    private World lost(World world, int n, Held held) {
        setting.require(
                !setting.has(Mutant.ROWS_NOT_COUNTED) || held.inDoubt(),
                Invariant.TOLD_TRUTH,
                "node " + n + " tells that job " + held.job() + " was settled, which has another claim");
        return world.with(n, world.node(n).without(held));
    }

    private Write write(World world, Held held) {
        Outcome outcome = held.outcome();
        if (outcome != null) {
            return Attempting.settling(world, held, outcome);
        }
        JobState job = held.claim().job();
        JobState back = job.after(
                setting.has(Mutant.COUNTS_WHAT_IS_GIVEN_BACK)
                        ? Lifecycle.settle(job, new Outcome.Rejected(), world.now())
                        : Lifecycle.unclaim(job));
        return new Write(held.job(), Kind.GIVE_BACK, held.token(), back);
    }

    /** Successes of handlers without a transaction: all or none in one transaction, else each alone. */
    void groupSteps(World world, int n, Steps steps) {
        Node node = world.node(n);
        List<Held> group = node.held().stream()
                .filter(held -> held.together() && held.stage() == Stage.SETTLING)
                .toList();
        if (group.size() < 2
                || group.get(0).job() == group.get(1).job()
                || group.stream().anyMatch(held -> world.isLocked(held.job()))) {
            return;
        }
        String label = "node " + n + " settles jobs 0 and 1 together";
        String fair = "node " + n + " with a group";
        List<Held> ours = SharedAttempting.ours(world, guards, group);
        if (ours.size() != group.size()) {
            Node apart = node.withShared(held -> held.stage() == Stage.SETTLING ? held.together(false) : held);
            steps.will(fair, label + " in vain", () -> {
                setting.require(
                        !setting.has(Mutant.SHARED_ROWS_NOT_COUNTED),
                        Invariant.TOLD_TRUTH,
                        "told of both, not both written");
                return world.with(n, apart);
            });
            return;
        }
        Tx tx = new Tx(
                group.stream()
                        .map(held -> Attempting.settling(world, held, Attempting.SUCCESS))
                        .toList(),
                List.of(),
                true);
        steps.will(
                fair,
                label,
                () -> commit.of(
                        world.with(
                                n,
                                node.withHeld(node.held().stream()
                                        .filter(held -> !group.contains(held))
                                        .toList())),
                        tx));
        if (world.left().lostAnswers() > 0) {
            Node doubting = node.withShared(held -> held.stage() == Stage.SETTLING ? held.doubted() : held);
            steps.may(
                    label + "; no answer",
                    () -> world.oneAnswerLost().leaving(tx).with(n, doubting));
        }
    }
}
