package dev.raquel.benchmarks;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * How long and with what to measure. Given as system properties of the same names.
 *
 * @param rounds how often each contestant runs, after one round that does not count
 * @param seconds how long about each of them runs in a round
 * @param threads on how many threads jobs are handled
 * @param pool how many connections each contestant may use
 * @param rows how many finished jobs lie in the table of the flatness program
 * @param jobs how many jobs a long run has
 * @param only runs contestants in whose name this regular expression is found; empty for all
 * @param jvm one more option of the JVM, for that of a server too; empty for none
 * @param results where tables and charts are written
 */
public record Settings(
        int rounds, int seconds, int threads, int pool, long rows, int jobs, String only, String jvm, Path results) {

    /** Whether a contestant of this name is to run. */
    public boolean includes(String name) {
        return Pattern.compile(only).matcher(name).find();
    }

    /** As the system properties say. */
    public static Settings given() {
        return new Settings(
                Integer.getInteger("rounds", 5),
                Integer.getInteger("seconds", 5),
                Integer.getInteger("threads", 16),
                Integer.getInteger("pool", 20),
                Long.getLong("rows", 10_000_000),
                Integer.getInteger("jobs", 1_000_000),
                System.getProperty("only", ""),
                System.getProperty("jvm", ""),
                Path.of(System.getProperty("results", "target/results")));
    }
}
