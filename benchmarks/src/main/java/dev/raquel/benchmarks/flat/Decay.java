package dev.raquel.benchmarks.flat;

import dev.raquel.benchmarks.Program;
import dev.raquel.benchmarks.Settings;
import dev.raquel.benchmarks.database.Database;
import dev.raquel.benchmarks.database.Server;
import dev.raquel.benchmarks.database.Snapshot;
import dev.raquel.benchmarks.report.Figures;
import dev.raquel.benchmarks.report.Report;
import dev.raquel.benchmarks.throughput.Contestants;
import dev.raquel.benchmarks.throughput.Round;
import dev.raquel.benchmarks.throughput.Timed;
import java.util.List;

/**
 * Jobs a second in each tenth of a long run, while somebody holds an old snapshot: nothing that the run leaves behind
 * can be vacuumed. How much of the decay is PostgreSQL's, the hand-written loop beside it shows. Once with jobs that
 * are due one after the other, and once with jobs that are all due at the same moment, which no claim can begin behind.
 */
public final class Decay implements Program {

    private static final List<String> CONTESTANTS = List.of(
            "Raquel NON_TRANSACTIONAL",
            Contestants.limitOf("Raquel NON_TRANSACTIONAL"),
            "Raquel TRANSACTIONAL",
            Contestants.limitOf("Raquel TRANSACTIONAL"));

    @Override
    public void run(Server server, Settings settings) throws Exception {
        Figures figures = new Figures("jobs/s");
        for (boolean dueAtOnce : List.of(false, true)) {
            for (String name : CONTESTANTS) {
                if (settings.includes(name)) {
                    measure(name, dueAtOnce, figures, server, settings);
                }
            }
        }
        Report report =
                new Report("decay", "Decay", figures, List.of(new Report.Ratio("of the first", name -> tenth(0))));
        report.write(settings.results());
        report.print();
    }

    private static void measure(String name, boolean dueAtOnce, Figures figures, Server server, Settings settings)
            throws Exception {
        String variant = name + (dueAtOnce ? ", due at once" : "");
        try (Database database = server.fresh();
                Snapshot elsewhere = new Snapshot(database)) {
            Timed work = new Timed(settings.jobs());
            Round round = new Round(database, settings);
            if (dueAtOnce) {
                round.runDueAtOnce(Contestants.named(name), work, settings.jobs());
            } else {
                round.run(Contestants.named(name), work, settings.jobs());
            }
            elsewhere.requireHeld();
            double[] seconds = work.tenths();
            for (int tenth = 0; tenth < seconds.length; tenth++) {
                double rate = settings.jobs() / 10.0 / seconds[tenth];
                System.out.printf("%s, %s: %,.0f jobs/s%n", variant, tenth(tenth), rate);
                figures.add(tenth(tenth), variant, 1, rate);
            }
        }
    }

    private static String tenth(int number) {
        return "tenth " + (number + 1);
    }
}
