package dev.raquel.benchmarks.latency;

import dev.raquel.Handling;
import dev.raquel.SubscribeOptions;
import dev.raquel.benchmarks.Program;
import dev.raquel.benchmarks.Settings;
import dev.raquel.benchmarks.database.Database;
import dev.raquel.benchmarks.database.Server;
import dev.raquel.benchmarks.database.Snapshot;
import dev.raquel.benchmarks.loop.JobsTable;
import dev.raquel.benchmarks.raquel.RaquelNode;
import dev.raquel.benchmarks.report.Figures;
import dev.raquel.benchmarks.report.Report;
import java.sql.SQLException;
import java.util.List;

/** From the return of the commit that enqueues a job to the start of its handler, at 200 jobs a second. */
public final class Latency implements Program {

    private static final int JOBS_PER_SECOND = 200;

    @Override
    public void run(Server server, Settings settings) throws Exception {
        Figures figures = new Figures("ms");
        for (int round = 0; round <= settings.rounds(); round++) {
            for (Handling handling : List.of(Handling.TRANSACTIONAL, Handling.NON_TRANSACTIONAL)) {
                for (Nodes nodes : Nodes.values()) {
                    measure(handling, nodes, round, figures, server, settings);
                }
            }
        }
        Report report = new Report("latency", "Latency", figures, List.of());
        report.write(settings.results());
        report.print();
    }

    private static void measure(
            Handling handling, Nodes nodes, int round, Figures figures, Server server, Settings settings)
            throws Exception {
        String variant = handling + ", " + nodes.words();
        Waits waits = new Waits(JOBS_PER_SECOND * settings.seconds());
        try (Database database = server.fresh();
                Snapshot elsewhere = nodes == Nodes.BESIDE_SNAPSHOT ? new Snapshot(database) : null) {
            JobsTable.create(database);
            int workedOff = elsewhere == null ? 0 : settings.jobs();
            if (elsewhere != null) {
                workOff(database, workedOff);
            }
            try (RaquelNode handles = nodes.open(database, settings.pool());
                    RaquelNode other = nodes.open(database, settings.pool())) {
                SubscribeOptions options = SubscribeOptions.of(JobsTable.QUEUE, Integer.class)
                        .withHandling(handling)
                        .withConcurrency(settings.threads());
                handles.raquel()
                        .<Integer>subscribe(options, job -> waits.started(job.payload()))
                        .start();
                new Ticks(JOBS_PER_SECOND).run(waits.jobs(), number -> {
                    (nodes.areTwo() ? other : handles).raquel().enqueue(JobsTable.QUEUE, number);
                    waits.committed(number);
                });
                waits.awaitAll();
                // a job that was handled twice has failed once, see Waits
                JobsTable.requireSucceededOnce(database, waits.jobs() + workedOff);
            }
        }
        for (Percentile percentile : Percentile.values()) {
            double millis = waits.millis(percentile);
            System.out.printf("%d %s, %s: %.2f ms%n", round, variant, percentile.words(), millis);
            if (round > 0) { // the first one warms up
                figures.add(percentile.words(), variant, round, millis);
            }
        }
    }

    /** As many jobs as a long run does. */
    private static void workOff(Database database, int jobs) throws SQLException {
        JobsTable.enqueue(database, jobs);
        database.execute("update jobs set status = 'success', attempts = 1, claimed_by = 'somebody-1', finished_at = "
                + System.currentTimeMillis());
        database.tidy();
    }
}
