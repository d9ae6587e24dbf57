package dev.raquel.benchmarks.flat;

import dev.raquel.benchmarks.Program;
import dev.raquel.benchmarks.Settings;
import dev.raquel.benchmarks.database.Database;
import dev.raquel.benchmarks.database.Server;
import dev.raquel.benchmarks.raquel.RaquelQueue;
import dev.raquel.benchmarks.report.Figures;
import dev.raquel.benchmarks.report.Report;
import dev.raquel.benchmarks.throughput.Contestant;
import dev.raquel.benchmarks.throughput.Contestants;
import dev.raquel.benchmarks.throughput.Handlers;
import dev.raquel.benchmarks.throughput.Round;
import java.sql.SQLException;
import java.util.List;

/**
 * Jobs a second beside many rows that are no work, against a table without them. The crowded table stays for all
 * rounds, and keeps the finished jobs of each; the empty one is new each time. Last in a round the library deletes
 * finished jobs meanwhile.
 */
public final class Flat implements Program {

    private static final String EMPTY = "empty table";

    private static final List<String> CONTESTANTS = List.of(
            "Raquel TRANSACTIONAL", "Raquel NON_TRANSACTIONAL", Contestants.limitOf("Raquel NON_TRANSACTIONAL"));

    @Override
    public void run(Server server, Settings settings) throws Exception {
        Figures figures = new Figures("jobs/s");
        String crowded = String.format("beside %,d finished rows", settings.rows());
        try (Database full = server.fresh()) {
            new CrowdedTable(full).fill(settings.rows());
            for (int round = 0; round <= settings.rounds(); round++) {
                for (String name : CONTESTANTS) {
                    try (Database empty = server.fresh()) {
                        measure(name, EMPTY, empty, round, figures, settings);
                    }
                    measure(name, crowded, full, round, figures, settings);
                }
                measureDeleting(crowded + ", deleting", full, round, figures, settings);
            }
        }
        Report report = new Report("flat", "Flat", figures, List.of(new Report.Ratio("of empty", name -> EMPTY)));
        report.write(settings.results());
        report.print();
    }

    private static void measureDeleting(String table, Database database, int round, Figures figures, Settings settings)
            throws Exception {
        RaquelQueue deleting = ((RaquelQueue) Contestants.named("Raquel NON_TRANSACTIONAL")).deleting();
        long begin = System.nanoTime();
        long before = deleted(database);
        measure(deleting, table, database, round, figures, settings);
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf("%d deleted: about %,.0f rows/s%n", round, (deleted(database) - before) / seconds);
    }

    private static long deleted(Database database) throws SQLException {
        database.execute("select pg_stat_force_next_flush()");
        return database.number("select n_tup_del from pg_stat_user_tables where relname = 'jobs'");
    }

    private static void measure(
            String name, String table, Database database, int round, Figures figures, Settings settings)
            throws Exception {
        measure(Contestants.named(name), table, database, round, figures, settings);
    }

    private static void measure(
            Contestant contestant, String table, Database database, int round, Figures figures, Settings settings)
            throws Exception {
        double rate = new Round(database, settings).run(contestant, Handlers.TRIVIAL, contestant.pace());
        System.out.printf("%d %s, %s: %,.0f jobs/s%n", round, contestant.name(), table, rate);
        if (round > 0) { // the first one warms up
            figures.add(table, contestant.name(), round, rate);
        }
    }
}
