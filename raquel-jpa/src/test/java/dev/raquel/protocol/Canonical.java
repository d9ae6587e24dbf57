package dev.raquel.protocol;

import dev.raquel.JobStatus;
import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.internal.lifecycle.JobState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The same world without what makes no difference to what can happen next, so that there are finitely many: tokens are
 * numbered in the order in which they are met, times count from now, and what is old enough is all the same.
 */
final class Canonical {

    /** What the time always is. */
    static final long NOW = 1_000;

    private static final long OLDEST_START = NOW - Setting.LEASE;
    private static final long OLDEST_CLAIM = NOW - Setting.LEASE - Setting.DELAY;

    private final Map<String, String> tokens = new HashMap<>();
    private final long shift;

    private final NavigableSet<Long> oldClaims = new TreeSet<>();

    private Canonical(World world) {
        this.shift = NOW - world.now();
        world.rows().forEach(this::noteOldClaim);
        world.late().forEach(this::noteOldClaims);
        for (Node node : world.nodes()) {
            node.open().forEach(this::noteOldClaims);
            noteOldClaim(node.seenLost());
        }
    }

    private void noteOldClaims(Tx tx) {
        tx.writes().forEach(write -> noteOldClaim(write.after()));
    }

    private void noteOldClaim(@Nullable JobState row) {
        if (row != null && row.status() == JobStatus.CLAIMED && claimedAt(row) <= OLDEST_CLAIM) {
            oldClaims.add(claimedAt(row));
        }
    }

    static World of(World world) {
        return new Canonical(world).world(world);
    }

    private World world(World world) {
        List<JobState> rows = world.rows().stream().map(this::job).toList();
        List<Node> nodes = world.nodes().stream().map(this::node).toList();
        List<Tx> late = world.late().stream().map(this::tx).toList();
        return new World(NOW, rows, world.ledgers(), nodes, late, world.left(), tokens.size());
    }

    private Node node(Node node) {
        if (node.equals(Node.FRESH) || node.equals(Node.GONE)) {
            return node;
        }
        return new Node(
                node.phase(),
                node.held().stream().map(this::held).toList(),
                node.open().stream().map(this::tx).toList(),
                node.inDoubt().stream().map(this::token).toList(),
                seen(node.seenDue()),
                seen(node.seenLost()));
    }

    /** A holder never asks its copy of the row for the time of the claim. */
    private Held held(Held held) {
        JobState job = job(held.claim().job());
        ClaimedJob claim = new ClaimedJob(with(job, job.scheduledAt(), job.claimedBy(), NOW));
        return new Held(held.job(), claim, held.stage(), held.outcome(), held.together(), held.inDoubt());
    }

    private Tx tx(Tx tx) {
        List<Write> writes = tx.writes().stream()
                .map(write -> new Write(write.job(), write.kind(), token(write.token()), seen(write.after())))
                .toList();
        return new Tx(writes, tx.effects(), tx.mayCommit());
    }

    private @Nullable JobState seen(@Nullable JobState row) {
        return row == null ? null : job(row);
    }

    private JobState job(JobState row) {
        long start = row.waits() || row.status() == JobStatus.CLAIMED
                ? Math.max(OLDEST_START, row.scheduledAt() + shift)
                : NOW;
        String claimedBy = row.claimedBy() == null ? null : token(row.claimedBy());
        return with(row, start, claimedBy, row.status() == JobStatus.CLAIMED ? time(claimedAt(row)) : null);
    }

    private long claimedAt(JobState row) {
        return Objects.requireNonNull(row.claimedAt()) + shift;
    }

    /** Old times stay apart from each other, since a lost claim is known again by its time. */
    private long time(long claimedAt) {
        return claimedAt > OLDEST_CLAIM
                ? claimedAt
                : OLDEST_CLAIM - oldClaims.tailSet(claimedAt, false).size();
    }

    private static JobState with(JobState row, long scheduledAt, @Nullable String claimedBy, @Nullable Long claimedAt) {
        return new JobState(
                row.id(),
                row.queue(),
                row.payload(),
                row.status(),
                row.maxAge(),
                row.retry(),
                NOW,
                scheduledAt,
                row.attempts(),
                row.failures(),
                null,
                null,
                null,
                claimedBy,
                claimedAt,
                null);
    }

    private String token(String token) {
        return tokens.computeIfAbsent(token, unknown -> "claim-" + tokens.size());
    }
}
