package dev.raquel.protocol;

import dev.raquel.Handling;
import dev.raquel.internal.lifecycle.ErrorText;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.lifecycle.Lifecycle;
import dev.raquel.internal.lifecycle.Outcome;
import dev.raquel.protocol.Held.Stage;
import dev.raquel.protocol.Write.Kind;
import java.util.List;

/** What one node does with one claim until its handler has ended, and settled the job if it has a transaction. */
record Attempting(Setting setting, Guards guards, Commit commit) {

    static final Outcome SUCCESS = new Outcome.Succeeded();
    static final Outcome FAILURE = new Outcome.Failed(ErrorText.of("broken"));

    void steps(World world, int n, Held held, Steps steps) {
        if (held.waits()) {
            waiting(world, n, held, steps);
        } else if (held.stage() == Stage.RUNNING && !held.together()) {
            running(world, n, held, steps);
        } else if (held.stage() == Stage.WRITTEN && !held.together()) {
            written(world, n, held, steps);
        }
    }

    /** It begins, or is given back: because the node stops, or because it waited too long. */
    private void waiting(World world, int n, Held held, Steps steps) {
        Node node = world.node(n);
        String job = node(n, held);
        steps.will(fair(n, held), job + " is not begun", () -> world.with(n, node.with(held, held.givingBack())));
        if (!node.isUp()) {
            return;
        }
        if (setting.has(Mutant.SETTLES_WHAT_NEVER_RAN)) {
            steps.may(job + " is skipped", () -> world.with(n, node.with(held, held.settling(SUCCESS))));
        }
        if (setting.handling() != Handling.TRANSACTIONAL_LOCKED) {
            steps.will(fair(n, held), job + " begins", () -> world.with(n, node.with(held, held.at(Stage.RUNNING))));
        } else if (!world.isLocked(held.job())) {
            steps.will(fair(n, held), job + " locks its row", () -> lockedAndBegun(world, n, held));
        }
    }

    private World lockedAndBegun(World world, int n, Held held) {
        Node node = world.node(n);
        boolean ours = guards.settles(world.row(held.job()), held.token());
        if (!ours && !setting.has(Mutant.LOCKS_WITHOUT_LOOKING)) {
            return world.with(n, node.without(held));
        }
        Tx tx = new Tx(List.of(new Write(held.job(), Kind.LOCK, held.token(), null)), List.of(), false);
        return world.with(n, node.with(held, held.at(Stage.RUNNING)).opening(tx));
    }

    private void running(World world, int n, Held held, Steps steps) {
        Node node = world.node(n);
        String job = node(n, held);
        List<Tx> own = own(node, held);
        Node rolledBack = own.isEmpty() ? node : node.closing(own.get(0));
        if (!own.isEmpty()) {
            String holder = world.row(held.job()).claimedBy();
            setting.require(
                    held.token().equals(holder),
                    Invariant.LOCK_KEEPS_THE_CLAIM,
                    "a handler runs for " + held.token() + ", but the job is " + holder + "'s");
        }
        steps.will(
                fair(n, held),
                job + "'s handler throws",
                () -> world.with(n, rolledBack.with(held, held.settling(FAILURE))));
        if (!node.isUp()) {
            steps.may(job + "'s handler is interrupted", () -> world.with(n, rolledBack.with(held, held.givingBack())));
        }
        if (setting.handling() == Handling.NON_TRANSACTIONAL) {
            steps.will(
                    fair(n, held),
                    job + "'s handler returns",
                    () -> world.with(
                                    held.job(),
                                    world.row(held.job()),
                                    world.ledgers().get(held.job()).run())
                            .with(
                                    n,
                                    node.with(
                                            held,
                                            held.together(setting.together()).settling(SUCCESS))));
        } else if (!world.isLockedBesides(held.job(), own)) {
            steps.will(
                    fair(n, held), job + "'s handler returns, and settles", () -> settled(world, n, held, rolledBack));
        }
    }

    /** The last statement of the handler's transaction. */
    private World settled(World world, int n, Held held, Node rolledBack) {
        JobState row = world.row(held.job());
        boolean ours = guards.settles(row, held.token());
        boolean apart = setting.has(Mutant.SETTLES_AFTER_THE_HANDLER);
        List<Write> writes = ours && !apart ? List.of(settling(world, held, SUCCESS)) : List.of();
        if (!ours && !setting.has(Mutant.ROWS_NOT_COUNTED)) {
            return world.with(n, rolledBack.without(held));
        }
        return world.with(
                n, rolledBack.with(held, held.at(Stage.WRITTEN)).opening(new Tx(writes, List.of(held.job()), true)));
    }

    private void written(World world, int n, Held held, Steps steps) {
        Node node = world.node(n);
        Tx tx = node.open().stream()
                .filter(one -> one.effects().contains(held.job()) && isOf(one, held))
                .findFirst()
                .orElseThrow();
        Node closed = node.closing(tx);
        String job = node(n, held);
        Node after = setting.has(Mutant.SETTLES_AFTER_THE_HANDLER)
                ? closed.with(held, held.settling(SUCCESS))
                : closed.without(held);
        steps.will(fair(n, held), job + "'s transaction commits", () -> commit.of(world.with(n, after), tx));
        if (world.left().lostAnswers() > 0) {
            steps.may(
                    job + "'s transaction commits; no answer",
                    () -> world.oneAnswerLost()
                            .leaving(tx)
                            .with(n, closed.with(held, held.doubted().settling(FAILURE))));
            steps.may(
                    job + "'s transaction is refused",
                    () -> world.oneAnswerLost().with(n, closed.with(held, held.givingBack())));
        }
    }

    /** What an outcome that is written now makes of the row, by the job as it was claimed. */
    static Write settling(World world, Held held, Outcome outcome) {
        JobState job = held.claim().job();
        JobState after = job.after(Lifecycle.settle(job, outcome, world.now()));
        return new Write(held.job(), Kind.SETTLE, held.token(), after);
    }

    private static boolean isOf(Tx tx, Held held) {
        return tx.writes().isEmpty()
                || tx.writes().stream().anyMatch(write -> write.token().equals(held.token()));
    }

    private static List<Tx> own(Node node, Held held) {
        return node.open().stream()
                .filter(tx -> tx.locks(held.job()) && isOf(tx, held))
                .toList();
    }

    static String node(int n, Held held) {
        return "node " + n + ": job " + held.job() + " of " + held.token();
    }

    static String fair(int n, Held held) {
        return "node " + n + " with job " + held.job();
    }
}
