package dev.raquel.benchmarks.idle;

import dev.raquel.Handling;
import dev.raquel.SubscribeOptions;
import dev.raquel.benchmarks.Program;
import dev.raquel.benchmarks.Settings;
import dev.raquel.benchmarks.database.Database;
import dev.raquel.benchmarks.database.Server;
import dev.raquel.benchmarks.loop.JobsTable;
import dev.raquel.benchmarks.raquel.RaquelNode;
import dev.raquel.benchmarks.report.Figures;
import dev.raquel.benchmarks.report.Report;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Heap in use after garbage collection, of a node that runs: before any job, and after each tenth of a long run. */
public final class Memory implements Program {

    @Override
    public void run(Server server, Settings settings) throws Exception {
        Figures figures = new Figures("MB");
        try (Database database = server.fresh()) {
            JobsTable.create(database);
            try (RaquelNode node = RaquelNode.over(database, settings.pool())) {
                Meter meter = new Meter();
                node.raquel()
                        .<Integer>subscribe(
                                SubscribeOptions.of(JobsTable.QUEUE, Integer.class)
                                        .withHandling(Handling.NON_TRANSACTIONAL)
                                        .withConcurrency(settings.threads()),
                                job -> meter.handled())
                        .start();
                int part = settings.jobs() / 10;
                for (int parts = 0; parts <= 10; parts++) {
                    String when = String.format("after %,d jobs", parts * part);
                    if (parts > 0) {
                        meter.expect(part);
                        JobsTable.enqueue(database, part);
                        meter.await();
                        JobsTable.requireSucceededOnce(database, (long) parts * part);
                    }
                    double used = usedMegabytes();
                    System.out.printf("%s: %.1f MB%n", when, used);
                    figures.add(when, Handling.NON_TRANSACTIONAL.name(), 1, used);
                }
            }
        }
        Report report = new Report("memory", "Heap in use", figures, List.of());
        report.write(settings.results());
        report.print();
    }

    private static double usedMegabytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
    }

    /** Counts handled jobs. */
    private static final class Meter {

        private volatile CountDownLatch left = new CountDownLatch(0);

        void expect(int jobs) {
            left = new CountDownLatch(jobs);
        }

        void handled() {
            left.countDown();
        }

        void await() throws InterruptedException {
            left.await();
        }
    }
}
