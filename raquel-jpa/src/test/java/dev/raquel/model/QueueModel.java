package dev.raquel.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The queue as its description says it is, in memory: no transactions, no locks, no statements. Shares no code with the
 * library.
 */
final class QueueModel {

    /** By id, in the order in which the database sorts ids. */
    final Map<UUID, ModelJob> jobs = new LinkedHashMap<>();
    /** Jobs whose id is not known yet. */
    final List<ModelJob> unnamed = new ArrayList<>();
    /** What handlers wrote and committed. */
    final Set<String> effects = new TreeSet<>();

    QueueModel copy() {
        QueueModel copy = new QueueModel();
        jobs.forEach((id, job) -> copy.jobs.put(id, job.copy()));
        unnamed.forEach(job -> copy.unnamed.add(job.copy()));
        copy.effects.addAll(effects);
        return copy;
    }

    Stream<ModelJob> all() {
        return jobs.values().stream();
    }

    /** What to claim, as a caller says it; {@code locked} are rows that somebody holds a lock on. */
    record ClaimWish(
            List<String> queues, long dueBy, boolean expire, long reclaimAfter, Set<UUID> avoided, Set<UUID> locked) {}

    /**
     * Takes over lost claims, then finds the job that is to be claimed now; if it meets a late one, expires those of
     * the queue.
     */
    Optional<ModelJob> next(ClaimWish wish, long now) {
        all().filter(job -> wish.queues().isEmpty() || wish.queues().contains(job.queue))
                .filter(job -> job.status.equals("claimed")
                        && (job.claimedAt == null || job.claimedAt <= now - wish.reclaimAfter()))
                .filter(job -> !wish.locked().contains(job.id))
                .forEach(this::lose);
        for (String queue : longestWaitingFirst(wish)) {
            for (ModelJob job : due(queue, wish.dueBy()).toList()) {
                if (wish.avoided().contains(job.id) || !job.waits()) {
                    continue;
                }
                if (!job.isTooOld(now)) {
                    return Optional.of(job);
                }
                if (wish.expire()) { // where one is late, many may be
                    due(queue, wish.dueBy())
                            .filter(late -> late.isTooOld(now))
                            .toList()
                            .forEach(late -> end(late, "expired", now));
                }
            }
        }
        return Optional.empty();
    }

    private List<String> longestWaitingFirst(ClaimWish wish) {
        Set<String> queues = new LinkedHashSet<>(wish.queues());
        if (queues.isEmpty()) {
            all().map(job -> job.queue).sorted().forEach(queues::add);
        }
        return queues.stream()
                .filter(queue -> due(queue, wish.dueBy()).findFirst().isPresent())
                .sorted(Comparator.comparing(
                        queue -> due(queue, wish.dueBy()).findFirst().orElseThrow().scheduledAt))
                .toList();
    }

    Stream<ModelJob> due(String queue, long dueBy) {
        return all().filter(job -> job.queue.equals(queue) && job.waits() && job.scheduledAt <= dueBy)
                .sorted(Comparator.comparing(job -> job.scheduledAt));
    }

    void claim(ModelJob job, String claimedBy, long now) {
        if (job.status.equals("queued")) {
            job.expiresAt = null;
        }
        job.status = "claimed";
        job.claimedBy = claimedBy;
        job.claimedAt = now;
    }

    void succeed(ModelJob job, long now) {
        job.attempts++;
        end(job, "success", now);
    }

    void cancelClaimed(ModelJob job, long now) {
        job.attempts++;
        end(job, "cancelled", now);
    }

    void fail(ModelJob job, String error, String trace, long at) {
        Long deadline = failed(job, error, trace, at);
        long next = at + job.delay(job.failures);
        if (job.maxRetryCount != null && job.failures > job.maxRetryCount) {
            job.status = "exhausted";
        } else if (deadline != null && deadline <= next) {
            job.status = "expired";
        } else {
            job.status = "failed";
            job.scheduledAt = next;
        }
    }

    void giveUp(ModelJob job, String error, String trace, long at) {
        failed(job, error, trace, at);
        job.status = "exhausted";
    }

    private static Long failed(ModelJob job, String error, String trace, long at) {
        Long deadline = job.deadline();
        job.attempts++;
        job.failures++;
        job.error = error;
        job.errorTrace = trace;
        job.finishedAt = at;
        job.expiresAt = deadline;
        return deadline;
    }

    private void lose(ModelJob job) {
        fail(job, lost(job.claimedBy), null, job.claimedAt == null ? 0 : job.claimedAt);
    }

    /** Stands for the library's text about a node that vanished. */
    static String lost(String claimedBy) {
        return "lost: " + claimedBy;
    }

    void reschedule(ModelJob job, long start) {
        job.attempts++;
        job.status = "queued";
        job.scheduledAt = start;
        job.finishedAt = null;
        job.expiresAt = null;
    }

    void reject(ModelJob job) {
        job.attempts++;
        unclaim(job);
    }

    void unclaim(ModelJob job) {
        job.status = "queued";
        job.claimedBy = null;
        job.claimedAt = null;
    }

    boolean cancel(ModelJob job, long now) {
        return job != null && job.waits() && end(job, "cancelled", now);
    }

    boolean requeue(ModelJob job, long now) {
        if (job == null || !Set.of("exhausted", "expired", "cancelled").contains(job.status)) {
            return false;
        }
        job.status = "queued";
        job.failures = 0;
        job.scheduledAt = now;
        job.finishedAt = null;
        job.expiresAt = null;
        return true;
    }

    long requeueAll(Predicate<ModelJob> wanted, long now) {
        return all().filter(wanted).filter(job -> requeue(job, now)).count();
    }

    long expire(List<String> queues, long now) {
        return all().filter(job -> queues.isEmpty() || queues.contains(job.queue))
                .filter(job -> job.isTooOld(now))
                .filter(job -> end(job, "expired", now))
                .count();
    }

    private static boolean end(ModelJob job, String status, long now) {
        job.status = status;
        job.finishedAt = now;
        return true;
    }
}
