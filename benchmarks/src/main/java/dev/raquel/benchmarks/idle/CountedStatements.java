package dev.raquel.benchmarks.idle;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/** Counts what Hibernate sends, by its text. Commits are no statements. Used by many threads. */
final class CountedStatements implements StatementInspector {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    @Override
    public String inspect(String sql) {
        counts.computeIfAbsent(sql, text -> new LongAdder()).increment();
        return sql;
    }

    void reset() {
        counts.clear();
    }

    long all() {
        return counts.values().stream().mapToLong(LongAdder::sum).sum();
    }

    Map<String, Long> byText() {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((text, count) -> sums.put(text, count.sum()));
        return sums;
    }
}
