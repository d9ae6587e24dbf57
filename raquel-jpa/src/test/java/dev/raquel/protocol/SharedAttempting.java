package dev.raquel.protocol;

import dev.raquel.Handling;
import dev.raquel.protocol.Held.Stage;
import java.util.List;

/** What one node does with two claims in one transaction: one update for each claim token, all rows or none. */
record SharedAttempting(Setting setting, Guards guards, Commit commit) {

    void steps(World world, int n, Steps steps) {
        if (!setting.together() || setting.handling() != Handling.TRANSACTIONAL) {
            return;
        }
        Node node = world.node(n);
        List<Held> shared = node.held().stream().filter(Held::together).toList();
        if (shared.isEmpty()) {
            begin(world, n, steps);
        } else if (shared.get(0).stage() == Stage.RUNNING) {
            running(world, n, shared, steps);
        } else if (shared.get(0).stage() == Stage.WRITTEN) {
            written(world, n, shared, steps);
        } else {
            asking(world, n, steps);
        }
    }

    private void begin(World world, int n, Steps steps) {
        Node node = world.node(n);
        List<Held> waiting = node.held().stream()
                .filter(held ->
                        held.stage() == Stage.WAITING && held.claim().job().failures() == 0)
                .toList();
        if (node.isUp() && waiting.size() >= 2) {
            List<Held> pair = List.of(waiting.get(0), waiting.get(waiting.size() - 1));
            Node begun = node.withHeld(node.held().stream()
                    .map(held -> pair.contains(held) ? held.at(Stage.RUNNING).together(true) : held)
                    .toList());
            steps.may("node " + n + " begins " + tokens(pair) + " in one transaction", () -> world.with(n, begun));
        }
    }

    private void running(World world, int n, List<Held> shared, Steps steps) {
        Node apart = world.node(n).withShared(held -> held.at(Stage.ALONE).together(false));
        steps.will(fair(n), label(n, shared) + " throw", () -> world.with(n, apart));
        if (shared.stream().anyMatch(held -> world.isLocked(held.job()))) {
            return; // waits
        }
        List<Held> ours = ours(world, guards, shared);
        if (ours.size() != shared.size() && !setting.has(Mutant.SHARED_ROWS_NOT_COUNTED)) {
            steps.will(fair(n), label(n, shared) + " return, and not all are settled", () -> world.with(n, apart));
            return;
        }
        Tx tx = new Tx(
                ours.stream()
                        .map(held -> Attempting.settling(world, held, Attempting.SUCCESS))
                        .toList(),
                shared.stream().map(Held::job).toList(),
                true);
        Node written = world.node(n).withShared(held -> held.at(Stage.WRITTEN)).opening(tx);
        steps.will(fair(n), label(n, shared) + " return, and are settled", () -> world.with(n, written));
    }

    private void written(World world, int n, List<Held> shared, Steps steps) {
        Node node = world.node(n);
        Tx tx = node.open().stream()
                .filter(one -> one.effects().size() > 1)
                .findFirst()
                .orElseThrow();
        Node done = node.closing(tx)
                .withHeld(node.held().stream().filter(held -> !held.together()).toList());
        steps.will(fair(n), label(n, shared) + " are committed", () -> commit.of(world.with(n, done), tx));
        if (world.left().lostAnswers() > 0) {
            Node asking = node.closing(tx).withShared(held -> held.at(Stage.ASKING));
            steps.may(
                    label(n, shared) + " are committed; no answer",
                    () -> world.oneAnswerLost().leaving(tx).with(n, asking));
            Node apart =
                    node.closing(tx).withShared(held -> held.at(Stage.ALONE).together(false));
            steps.may(
                    label(n, shared) + " are refused",
                    () -> world.oneAnswerLost().with(n, apart));
        }
    }

    /** Which claims are still good is asked without a lock; if no answer comes, all of them may be. */
    private void asking(World world, int n, Steps steps) {
        Node all = world.node(n).withShared(held -> held.at(Stage.ALONE).together(false));
        steps.will(fair(n), "node " + n + " learns nothing of its commit", () -> world.with(n, all));
        Guards real = new Guards(setting.withoutMutants());
        Node ours = world.node(n)
                .withHeld(world.node(n).held().stream()
                        .filter(held -> !held.together() || real.settles(world.row(held.job()), held.token()))
                        .toList());
        Node apart = ours.withShared(held -> held.at(Stage.ALONE).together(false));
        steps.will(fair(n), "node " + n + " asks which claims are still good", () -> world.with(n, apart));
    }

    /** Those whose rows an update for each token would change. */
    static List<Held> ours(World world, Guards guards, List<Held> group) {
        List<String> tokens = group.stream().map(Held::token).toList();
        return group.stream()
                .filter(held -> guards.settlesTogether(world.row(held.job()), held.token(), tokens))
                .toList();
    }

    private static List<String> tokens(List<Held> shared) {
        return shared.stream().map(held -> held.job() + " of " + held.token()).toList();
    }

    private static String label(int n, List<Held> shared) {
        return "node " + n + ": jobs " + tokens(shared);
    }

    private static String fair(int n) {
        return "node " + n + " with a shared transaction";
    }
}
