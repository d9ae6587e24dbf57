package dev.raquel.cost;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Something for which a caller waits until the database has answered.
 *
 * @param thread the name of the thread that waited
 * @param what a verb and a table, such as "insert jobs"; "lock jobs" for a select that locks; "select" for one of no
 *     table; for what is no statement the method's name, such as "commit"
 * @param sql the statement; empty if it was none
 * @param rows how many rows it changed, and how many statements a batch had
 */
record RoundTrip(String thread, String what, String sql, int rows) {

    private static final Pattern TABLE = Pattern.compile("\\b(?:from|into|update) (?!current_)(\\w+)");
    private static final Pattern LOCKS = Pattern.compile("^select .* for (?:no key )?update\\b.*");

    static RoundTrip call(String method) {
        return new RoundTrip(Thread.currentThread().getName(), method, "", 0);
    }

    static RoundTrip statement(String sent) {
        String sql = sent.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        Matcher table = TABLE.matcher(sql);
        String verb = LOCKS.matcher(sql).matches() ? "lock" : sql.split(" ", 2)[0];
        return new RoundTrip(
                Thread.currentThread().getName(), verb + (table.find() ? " " + table.group(1) : ""), sql, 0);
    }

    RoundTrip asBatch() {
        return new RoundTrip(thread, "batch of " + what, sql, rows);
    }

    RoundTrip withRows(int number) {
        return new RoundTrip(thread, what, sql, number);
    }

    boolean isStatement() {
        return !sql.isEmpty();
    }

    /** What they were, in order. */
    static List<String> what(List<RoundTrip> trips) {
        return trips.stream().map(RoundTrip::what).toList();
    }

    /** The same again and again. */
    static List<String> times(int number, String... what) {
        return times(number, List.of(what));
    }

    static List<String> times(int number, List<String> what) {
        return Collections.nCopies(number, what).stream().flatMap(List::stream).toList();
    }

    static List<String> joined(List<String> first, List<String> then) {
        return Stream.of(first, then).flatMap(List::stream).toList();
    }
}
