package dev.raquel.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.Claim;
import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What the calls of rivals returned, and whether it adds up. Each claim ends in one way: settled, given back, or lost.
 */
final class Ledger {

    private final Map<UUID, Account> accounts = new HashMap<>();
    private final Map<String, String> endings = new HashMap<>();
    private final Set<String> effects = new TreeSet<>();
    private final Set<String> refusals = new HashSet<>();
    private long stopped;
    private long requeued;

    private static final class Account {
        final Set<String> claims = new HashSet<>();
        int unclaims;
        int successes;
        int rejects;
    }

    synchronized void claimed(Claim claim) {
        assertThat(account(claim.id()).claims.add(token(claim)))
                .as("a claim is made once")
                .isTrue();
    }

    synchronized void settled(Claim claim, JobInfo settled) {
        end(claim, settled.status().column());
        Account account = account(claim.id());
        switch (settled.status()) {
            case SUCCESS -> account.successes++;
            case FAILED -> {}
            case EXHAUSTED, CANCELLED -> stopped++;
            case QUEUED -> account.rejects++;
            default -> throw new IllegalStateException("settled as " + settled.status());
        }
    }

    synchronized void wrote(String effect) {
        effects.add(effect);
    }

    synchronized void unclaimed(Claim claim, boolean done) {
        if (done) {
            end(claim, "given back");
            account(claim.id()).unclaims++;
        }
    }

    /** Nothing to write down: whoever took the job over is not told. */
    synchronized void lost(Claim claim) {
        assertThat(account(claim.id()).claims).contains(token(claim));
    }

    synchronized void cancelled(boolean done) {
        stopped += done ? 1 : 0;
    }

    synchronized void requeued(long jobs) {
        requeued += jobs;
    }

    synchronized void refused(Object call, RuntimeException refused) {
        refusals.add(call + ": " + refused);
    }

    synchronized Set<String> effects() {
        return effects;
    }

    /** Every claim but the given back, and the one that is held still, counted one attempt. */
    synchronized void checkJob(UUID id, Map<String, Object> row) {
        Account account = account(id);
        boolean held = row.get("status").equals(JobStatus.CLAIMED.column());
        int attempts = account.claims.size() - account.unclaims - (held ? 1 : 0);
        assertThat(row.get("attempts")).as("attempts of %s, %s", row, endings).isEqualTo(attempts);
        assertThat(account.successes)
                .as("successes of %s", row)
                .isEqualTo(row.get("status").equals(JobStatus.SUCCESS.column()) ? 1 : 0);
        assertThat((Integer) row.get("failures")).isLessThanOrEqualTo(attempts - account.rejects - account.successes);
        if (held) {
            assertThat(account.claims).as("who holds it").contains((String) row.get("claimed_by"));
            assertThat(endings).as("a claim that has ended holds nothing").doesNotContainKey((String)
                    row.get("claimed_by"));
        }
    }

    /** What was stopped and not put back is stopped still. */
    synchronized void checkAll(Collection<Map<String, Object>> rows) {
        long standing = rows.stream()
                .filter(row -> row.get("status").equals(JobStatus.EXHAUSTED.column())
                        || row.get("status").equals(JobStatus.CANCELLED.column()))
                .count();
        assertThat(standing)
                .as("stopped %s, requeued %s, refused %s", stopped, requeued, refusals)
                .isEqualTo(stopped - requeued);
    }

    private void end(Claim claim, String how) {
        String before = endings.put(token(claim), how);
        assertThat(before)
                .as("claim %s ended as %s already", token(claim), before)
                .isNull();
    }

    private Account account(UUID job) {
        return accounts.computeIfAbsent(job, id -> new Account());
    }

    private static String token(Claim claim) {
        return claim.info().claimedBy();
    }
}
