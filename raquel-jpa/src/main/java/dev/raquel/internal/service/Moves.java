package dev.raquel.internal.service;

import dev.raquel.JobQuery;
import dev.raquel.JobStatus;
import dev.raquel.internal.claim.Expiry;
import dev.raquel.internal.claim.WaitingQueues;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.lifecycle.Lifecycle;
import dev.raquel.internal.lifecycle.Transition;
import dev.raquel.internal.store.JobSearch;
import dev.raquel.internal.store.JobStore;
import dev.raquel.spi.Transactions;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiFunction;

/** Moves jobs that nobody has claimed: by guarded updates, which leave alone what somebody else has moved meanwhile. */
final class Moves {

    private static final int PAGE = 500;

    private final JobStore store;
    private final JobSearch search;
    private final Expiry expiry;
    private final WaitingQueues waitingQueues;
    private final Transactions transactions;
    private final InstantSource clock;
    private final Announcements announcements;

    Moves(
            JobStore store,
            JobSearch search,
            Expiry expiry,
            WaitingQueues waitingQueues,
            Transactions transactions,
            InstantSource clock,
            Announcements announcements) {
        this.store = store;
        this.search = search;
        this.expiry = expiry;
        this.waitingQueues = waitingQueues;
        this.transactions = transactions;
        this.clock = clock;
        this.announcements = announcements;
    }

    boolean cancel(UUID id) {
        return moveUnlessMoved(id, Lifecycle.CANCELLABLE, Lifecycle::cancel);
    }

    boolean requeue(UUID id) {
        return moveUnlessMoved(id, Lifecycle.REQUEUEABLE, Lifecycle::requeue);
    }

    long requeue(JobQuery query) {
        Set<JobStatus> from = requeueable(query.statuses());
        JobQuery narrowed = query.withStatuses(from.toArray(JobStatus[]::new));
        long now = clock.millis();
        return transactions.joining(() -> requeueAll(narrowed, from, now));
    }

    long expire(List<String> queues) {
        long now = clock.millis();
        return (queues.isEmpty() ? waitingQueues.all() : queues)
                .stream().mapToLong(queue -> expiry.expire(queue, now, PAGE)).sum();
    }

    private boolean moveUnlessMoved(UUID id, Set<JobStatus> from, BiFunction<JobState, Long, Transition> move) {
        long now = clock.millis();
        return transactions.joining(() -> {
            Optional<JobState> seen = store.find(id).filter(job -> from.contains(job.status()));
            while (seen.isPresent()) {
                Transition change = move.apply(seen.get(), now);
                if (store.moveUnclaimed(seen.get(), change)) {
                    announcements.afterCommit(seen.get().after(change));
                    return true;
                }
                seen = changedSince(seen.get()).filter(job -> from.contains(job.status()));
            }
            return false;
        });
    }

    /**
     * The row as it is now; empty if it still looks the same, as it does to a transaction that reads from a snapshot.
     */
    private Optional<JobState> changedSince(JobState seen) {
        return store.find(seen.id()).filter(now -> !now.equals(seen));
    }

    private long requeueAll(JobQuery query, Set<JobStatus> from, long now) {
        Set<String> queues = new TreeSet<>();
        long requeued = 0;
        List<JobSearch.Located> page = search.locate(query, null, PAGE);
        while (!page.isEmpty()) {
            List<UUID> ids = page.stream().map(JobSearch.Located::id).toList();
            requeued += store.requeue(ids, from, now);
            page.forEach(job -> queues.add(job.queue()));
            page = page.size() < PAGE ? List.of() : search.locate(query, ids.get(ids.size() - 1), PAGE);
        }
        queues.forEach(queue -> announcements.afterCommit(queue, now));
        return requeued;
    }

    private static Set<JobStatus> requeueable(Set<JobStatus> wanted) {
        Set<JobStatus> refused = new HashSet<>(wanted);
        refused.removeAll(Lifecycle.REQUEUEABLE);
        if (!refused.isEmpty()) {
            throw new IllegalArgumentException("Jobs that are " + refused + " cannot be requeued; only those that are "
                    + new TreeSet<>(Lifecycle.REQUEUEABLE) + " can");
        }
        return wanted.isEmpty() ? Lifecycle.REQUEUEABLE : wanted;
    }
}
