package dev.raquel.protocol;

import java.util.ArrayList;
import java.util.List;

/** What befalls nodes and transactions: death, a stop, and commits that happen late or not at all. */
record Troubles(Setting setting, Commit commit) {

    void steps(World world, Steps steps) {
        for (Tx tx : world.late()) {
            String rows = "the transaction that "
                    + tx.writes().stream()
                            .map(write -> write.kind() + " job " + write.job() + " for " + write.token())
                            .toList();
            String fair = "the database";
            if (tx.mayCommit()) {
                steps.will(fair, rows + " commits late", () -> commit.of(world.ending(tx), tx));
            }
            steps.will(fair, rows + " is rolled back", () -> world.ending(tx));
        }
        for (int node = 0; node < setting.nodes(); node++) {
            steps(world, node, steps);
        }
    }

    private void steps(World world, int n, Steps steps) {
        Node node = world.node(n);
        boolean othersRun = world.nodes().stream().filter(Node::isUp).anyMatch(one -> one != node);
        if (node.runs() && othersRun && world.left().kills() > 0) {
            steps.may("node " + n + " dies", () -> dead(world, n).oneKilled());
        }
        if (node.isUp() && othersRun && world.left().stops() > 0) {
            steps.may("node " + n + " is stopped", () -> world.oneStopped().with(n, node.stopping()));
        }
        if (node.phase() == Node.Phase.STOPPING && node.held().isEmpty()) {
            steps.will("stop of node " + n, "node " + n + " has stopped", () -> world.with(n, Node.GONE));
        }
    }

    /** The database learns of it later: until then its transactions keep their locks. */
    private static World dead(World world, int n) {
        List<Tx> open = new ArrayList<>(world.node(n).open());
        World after = world.with(n, Node.GONE);
        for (Tx tx : open) {
            after = after.leaving(tx);
        }
        return after;
    }
}
