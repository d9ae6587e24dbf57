package dev.raquel.protocol;

import dev.raquel.JobStatus;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.protocol.Setting.Faults;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Everything at one moment: the database's time and its committed rows, the nodes, and transactions whose node has gone
 * or has given up waiting for an answer. Immutable.
 *
 * @param late transactions that the database has not ended yet, though nobody waits for them
 * @param left what may still go wrong
 * @param tokens how many claim tokens are known, so that the next one is new
 */
record World(
        long now, List<JobState> rows, List<Ledger> ledgers, List<Node> nodes, List<Tx> late, Faults left, int tokens) {

    static final String QUEUE = "q";

    /** All jobs are due, and all nodes are up. */
    static World start(Setting setting, long now) {
        List<JobState> rows = new ArrayList<>();
        for (int job = 0; job < setting.jobs(); job++) {
            rows.add(new JobState(
                    new UUID(0, job + 1),
                    QUEUE,
                    null,
                    JobStatus.QUEUED,
                    null,
                    Setting.retry(),
                    now,
                    now,
                    0,
                    0,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null));
        }
        return new World(
                now,
                rows,
                Collections.nCopies(setting.jobs(), Ledger.EMPTY),
                Collections.nCopies(setting.nodes(), Node.FRESH),
                List.of(),
                setting.faults(),
                0);
    }

    JobState row(int job) {
        return rows.get(job);
    }

    Node node(int node) {
        return nodes.get(node);
    }

    String freshToken() {
        return "claim-" + tokens;
    }

    /** Whether somebody's open transaction has locked the row. */
    boolean isLocked(int job) {
        return isLockedBesides(job, List.of());
    }

    /** The same, these transactions left out. */
    boolean isLockedBesides(int job, List<Tx> own) {
        return Stream.concat(nodes.stream().flatMap(node -> node.open().stream()), late.stream())
                .anyMatch(tx -> tx.locks(job) && own.stream().noneMatch(one -> one == tx));
    }

    World tick() {
        return new World(now + 1, rows, ledgers, nodes, late, left, tokens);
    }

    World with(int job, JobState row, Ledger ledger) {
        return new World(now, replaced(rows, job, row), replaced(ledgers, job, ledger), nodes, late, left, tokens);
    }

    World with(int node, Node changed) {
        return new World(now, rows, ledgers, replaced(nodes, node, changed), late, left, tokens);
    }

    World leaving(Tx tx) {
        List<Tx> all = new ArrayList<>(late);
        all.add(tx);
        return new World(now, rows, ledgers, nodes, all, left, tokens);
    }

    World ending(Tx tx) {
        return new World(
                now,
                rows,
                ledgers,
                nodes,
                late.stream().filter(one -> one != tx).toList(),
                left,
                tokens);
    }

    World tokenUsed() {
        return new World(now, rows, ledgers, nodes, late, left, tokens + 1);
    }

    World oneAnswerLost() {
        return leaving(new Faults(left.lostAnswers() - 1, left.kills(), left.stops()));
    }

    World oneKilled() {
        return leaving(new Faults(left.lostAnswers(), left.kills() - 1, left.stops()));
    }

    World oneStopped() {
        return leaving(new Faults(left.lostAnswers(), left.kills(), left.stops() - 1));
    }

    private World leaving(Faults faults) {
        return new World(now, rows, ledgers, nodes, late, faults, tokens);
    }

    static <T> List<T> replaced(List<T> list, int at, T element) {
        List<T> copy = new ArrayList<>(list);
        copy.set(at, element);
        return Collections.unmodifiableList(copy);
    }
}
