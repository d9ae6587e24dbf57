package dev.raquel.fault;

import dev.raquel.fault.kind.UnreadableRows;
import dev.raquel.fault.node.Deed;
import dev.raquel.fault.node.Queues;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Compares what the tables hold with what was promised. Each thing that is wrong is a sentence. */
final class Check {

    private static final int LEFT_OPEN = -1;

    private final Tables tables;
    private final List<String> wrong = new ArrayList<>();

    private Check(Tables tables) {
        this.tables = tables;
    }

    /**
     * Everything that is wrong, once nothing waits any more.
     *
     * @param tables what there is
     * @param confirmed the jobs of which the application was told that they are enqueued
     * @param asked the highest number that it asked for
     */
    static List<String> of(Tables tables, Set<Long> confirmed, long asked) {
        Check check = new Check(tables);
        check.nothingIsLost(confirmed);
        check.nothingIsThereTwice(asked);
        tables.jobs().forEach((number, rows) -> rows.forEach(row -> check.job(number, row)));
        tables.unreadable().forEach(check::unreadable);
        check.require(tables.effectsOf(LEFT_OPEN).isEmpty(), "a transaction that nobody ended was committed");
        return check.wrong;
    }

    private void nothingIsLost(Set<Long> confirmed) {
        confirmed.forEach(number -> require(
                tables.jobs().containsKey(number), "job " + number + " is lost, though its enqueueing was confirmed"));
        tables.orders()
                .keySet()
                .forEach(number -> require(
                        tables.jobs().containsKey(number), "job " + number + " is lost, though its order is there"));
    }

    private void nothingIsThereTwice(long asked) {
        tables.jobs().forEach((number, rows) -> {
            require(rows.size() == 1, "job " + number + " is there " + rows.size() + " times");
            require(number > 0 && number <= asked, "job " + number + " was never asked for");
            require(
                    tables.orders().getOrDefault(number, 0) == 1,
                    "job " + number + " has " + tables.orders().getOrDefault(number, 0) + " orders");
        });
        tables.effects()
                .keySet()
                .forEach(number -> require(
                        number == LEFT_OPEN || tables.jobs().containsKey(number),
                        "an effect of job " + number + ", which is not there"));
    }

    private void job(long number, Row row) {
        String job = "job " + number + " (" + row + ", effects of attempts " + tables.effectsOf(number) + ")";
        require(row.isSuccess() || row.isExhausted(), job + " is not finished");
        require(row.claimed() && row.finished(), job + " does not say when it ended, or who had it");
        int mostFailures = row.maxRetries() == null ? Integer.MAX_VALUE : row.maxRetries() + 1;
        require(row.failures() <= mostFailures, job + " has failed too often");
        require(
                row.attempts() == row.failures() + (row.isSuccess() ? 1 : 0),
                job + ": attempts and failures do not add up");
        require(row.isExhausted() == (row.failures() == mostFailures), job + " gave up too early or too late");
        Deed deed = Tables.deed(row);
        require(
                !row.isSuccess() || !deed.fails() || row.failures() >= deed.times(),
                job + " has succeeded without its misdeed");
        effects(number, row, job);
    }

    private void effects(long number, Row row, String job) {
        List<Integer> effects = tables.effectsOf(number);
        if (!Queues.named(row.queue()).isTransactional()) {
            require(!row.isSuccess() || !effects.isEmpty(), job + " has no effect");
        } else if (row.isSuccess()) {
            require(
                    effects.equals(List.of(row.attempts())),
                    job + " does not have the effect of its last attempt alone");
        } else {
            require(effects.isEmpty(), job + " has an effect, though it did not succeed");
        }
    }

    private void unreadable(Row row) {
        if (row.status().equals(UnreadableRows.STATUS)) {
            require(row.attempts() == 0 && !row.claimed(), row + " was touched");
        } else {
            require(row.isExhausted() && row.failures() == 2 && row.attempts() == 2, row + " was not given up");
        }
    }

    private void require(boolean right, String otherwise) {
        if (!right) {
            wrong.add(otherwise);
        }
    }
}
