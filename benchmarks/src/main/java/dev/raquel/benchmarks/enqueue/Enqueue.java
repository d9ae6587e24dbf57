package dev.raquel.benchmarks.enqueue;

import com.zaxxer.hikari.HikariDataSource;
import dev.raquel.benchmarks.Program;
import dev.raquel.benchmarks.Settings;
import dev.raquel.benchmarks.database.Database;
import dev.raquel.benchmarks.database.Server;
import dev.raquel.benchmarks.report.Figures;
import dev.raquel.benchmarks.report.Report;
import java.util.List;

/** How many jobs a second can be enqueued: in batches, with and without the driver's rewriting, and one by one. */
public final class Enqueue implements Program {

    static final String LOOP = "hand-written JDBC";
    static final String ARRAYS = "hand-written JDBC, arrays";

    @Override
    public void run(Server server, Settings settings) throws Exception {
        Figures figures = new Figures("jobs/s");
        for (int round = 0; round <= settings.rounds(); round++) {
            measure(Batches.ALL, "batches", false, round, figures, server, settings);
            measure(Batches.ALL, "batches, reWriteBatchedInserts", true, round, figures, server, settings);
            measure(Singles.ALL, "one by one, with a row of business data", false, round, figures, server, settings);
        }
        List<Report.Ratio> ratios = List.of(
                new Report.Ratio("x db-scheduler", name -> "db-scheduler scheduleBatch"),
                new Report.Ratio("of JDBC", name -> LOOP));
        Report report = new Report("enqueue", "Enqueue", figures.ranked(), ratios);
        report.write(settings.results());
        report.print();
    }

    private static void measure(
            List<Producer> producers,
            String variant,
            boolean rewriting,
            int round,
            Figures figures,
            Server server,
            Settings settings)
            throws Exception {
        for (int turn = 0; turn < producers.size(); turn++) {
            Producer producer = producers.get((turn + round) % producers.size());
            if (settings.includes(producer.name())) {
                double rate = measure(producer, rewriting, server, settings);
                System.out.printf("%d %s, %s: %,.0f jobs/s%n", round, producer.name(), variant, rate);
                if (round > 0) { // the first one warms up
                    figures.add(producer.name(), variant, round, rate);
                }
            }
        }
    }

    private static double measure(Producer producer, boolean rewriting, Server server, Settings settings)
            throws Exception {
        int jobs = producer.pace() * settings.seconds();
        try (Database database = server.fresh();
                HikariDataSource pool = database.pool(settings.pool(), producer.autoCommit(), rewriting)) {
            Producer.Line line = producer.opening().open(database, pool);
            database.tidy();
            long begin = System.nanoTime();
            line.enqueue(jobs);
            double seconds = (System.nanoTime() - begin) / 1e9;
            line.close();
            long rows = database.number("select count(*) from " + line.table());
            if (rows != jobs) {
                throw new IllegalStateException(producer.name() + " enqueued " + rows + " jobs instead of " + jobs);
            }
            return jobs / seconds;
        }
    }
}
