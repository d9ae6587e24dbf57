package dev.raquel.benchmarks.report;

/** The values of all rounds, in short. */
record Summary(String name, double min, double median, double max) {

    static Summary of(String name, double[] sorted) {
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Summary(name, sorted[0], median, sorted[sorted.length - 1]);
    }
}
