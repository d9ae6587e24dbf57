package dev.raquel.internal.service;

import dev.raquel.JobInfo;
import dev.raquel.JobPage;
import dev.raquel.JobQuery;
import dev.raquel.JobStatus;
import dev.raquel.QueueStats;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.store.JobSearch;
import dev.raquel.internal.store.JobStore;
import dev.raquel.spi.Transactions;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** Looks at jobs, in the caller's transaction, and locks none. */
final class Reading {

    private final JobStore store;
    private final JobSearch search;
    private final Transactions transactions;

    Reading(JobStore store, JobSearch search, Transactions transactions) {
        this.store = store;
        this.search = search;
        this.transactions = transactions;
    }

    Optional<JobInfo> get(UUID id) {
        return transactions.joining(() -> store.find(id)).map(JobState::info);
    }

    /** Reads one job more than the page holds, to know whether there is another page. */
    JobPage jobs(JobQuery query) {
        int size = query.pageSize();
        int limit = size == Integer.MAX_VALUE ? size : size + 1;
        List<JobState> found = transactions.joining(() -> search.page(query, limit));
        List<JobInfo> page = found.stream().limit(size).map(JobState::info).toList();
        return new JobPage(page, found.size() > size ? Optional.of(after(query, page)) : Optional.empty());
    }

    long count(JobQuery query) {
        return transactions.joining(() -> search.count(query));
    }

    List<String> queues() {
        return transactions.joining(search::queues);
    }

    Map<String, QueueStats> stats(List<String> queues) {
        SortedMap<String, Map<String, Long>> numbers = new TreeMap<>();
        queues.forEach(queue -> numbers.put(queue, new HashMap<>()));
        for (JobSearch.Count count : transactions.joining(() -> search.counts(queues))) {
            numbers.computeIfAbsent(count.queue(), queue -> new HashMap<>()).put(count.status(), count.jobs());
        }
        SortedMap<String, QueueStats> stats = new TreeMap<>();
        numbers.forEach((queue, byStatus) -> stats.put(queue, stats(queue, byStatus)));
        return Collections.unmodifiableSortedMap(stats);
    }

    private static QueueStats stats(String queue, Map<String, Long> byStatus) {
        return new QueueStats(
                queue,
                byStatus.values().stream().mapToLong(Long::longValue).sum(),
                number(byStatus, JobStatus.QUEUED),
                number(byStatus, JobStatus.CLAIMED),
                number(byStatus, JobStatus.SUCCESS),
                number(byStatus, JobStatus.FAILED),
                number(byStatus, JobStatus.CANCELLED),
                number(byStatus, JobStatus.EXPIRED),
                number(byStatus, JobStatus.EXHAUSTED));
    }

    private static long number(Map<String, Long> byStatus, JobStatus status) {
        return byStatus.getOrDefault(status.column(), 0L);
    }

    private static JobQuery after(JobQuery query, List<JobInfo> page) {
        JobInfo last = page.get(page.size() - 1);
        return query.withAfter(new JobQuery.Position(last.enqueuedAt(), last.id()));
    }
}
