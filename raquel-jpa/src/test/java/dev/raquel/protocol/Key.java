package dev.raquel.protocol;

import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.lifecycle.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A canonical world in as few characters as tell it from others. */
final class Key {

    private final StringBuilder key = new StringBuilder(64);

    private Key() {}

    static String of(World world) {
        return new Key().world(world);
    }

    private String world(World world) {
        world.rows().forEach(this::job);
        for (Ledger ledger : world.ledgers()) {
            put(ledger.effects()).put(ledger.attempts()).put(ledger.failures()).put(ledger.ran() ? 1 : 0);
        }
        world.nodes().forEach(this::node);
        txs(world.late());
        put(world.left().lostAnswers())
                .put(world.left().kills())
                .put(world.left().stops());
        return key.toString();
    }

    private void node(Node node) {
        put(node.phase().ordinal()).put(node.held().size());
        for (Held held : node.held()) {
            put(held.job()).put(held.stage().ordinal()).outcome(held.outcome());
            put((held.together() ? 2 : 0) + (held.inDoubt() ? 1 : 0))
                    .job(held.claim().job());
        }
        txs(node.open());
        put(node.inDoubt().size());
        node.inDoubt().forEach(this::token);
        job(node.seenDue());
        job(node.seenLost());
    }

    private void txs(List<Tx> txs) {
        put(txs.size());
        for (Tx tx : txs) {
            put(tx.mayCommit() ? 1 : 0).put(tx.effects().size());
            tx.effects().forEach(this::put);
            put(tx.writes().size());
            for (Write write : tx.writes()) {
                put(write.job()).put(write.kind().ordinal()).token(write.token());
                job(write.after());
            }
        }
    }

    private void job(@Nullable JobState row) {
        if (row == null) {
            put(99);
            return;
        }
        put(row.status().ordinal()).put((int) (Canonical.NOW - row.scheduledAt()) + 20);
        put(row.attempts()).put(row.failures()).token(row.claimedBy());
        put(row.claimedAt() == null ? 99 : (int) (Canonical.NOW - row.claimedAt()));
    }

    private Key outcome(@Nullable Outcome outcome) {
        return put(outcome == null ? 0 : outcome instanceof Outcome.Succeeded ? 1 : 2);
    }

    private void token(@Nullable String token) {
        put(token == null ? 99 : Integer.parseInt(token.substring("claim-".length())));
    }

    private Key put(int small) {
        key.append((char) small);
        return this;
    }
}
