package dev.raquel.benchmarks.latency;

/** What is told of many waits. */
enum Percentile {
    MEDIAN("median", 0.5),
    P99("p99", 0.99),
    MOST("longest", 1);

    private final String words;
    private final double share;

    Percentile(String words, double share) {
        this.words = words;
        this.share = share;
    }

    String words() {
        return words;
    }

    long of(long[] sorted) {
        return sorted[Math.min(sorted.length - 1, (int) (share * sorted.length))];
    }
}
