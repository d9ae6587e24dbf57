package dev.raquel.benchmarks.latency;

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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many jobs a second go through two nodes: eight threads enqueue on one, each job in a transaction of its own, as
 * fast as they can, and the other one handles them meanwhile. The clock runs from the first to the start of the last.
 */
public final class Flow implements Program {

    private static final int CLIENTS = 8;
    private static final int ABOUT_PER_SECOND = 2_000;

    @Override
    public void run(Server server, Settings settings) throws Exception {
        Figures figures = new Figures("jobs/s");
        for (int round = 0; round <= settings.rounds(); round++) {
            for (Nodes nodes : List.of(Nodes.POLLING, Nodes.NOTIFIED)) {
                double rate = measure(nodes, server, settings);
                System.out.printf("%d %s: %,.0f jobs/s%n", round, nodes.words(), rate);
                if (round > 0) { // the first one warms up
                    figures.add("Raquel NON_TRANSACTIONAL", nodes.words(), round, rate);
                }
            }
        }
        Report report = new Report("flow", "Flow", figures, List.of());
        report.write(settings.results());
        report.print();
    }

    private static double measure(Nodes nodes, Server server, Settings settings) throws Exception {
        int jobs = ABOUT_PER_SECOND * settings.seconds();
        CountDownLatch handled = new CountDownLatch(jobs);
        LongAdder calls = new LongAdder();
        try (Database database = server.fresh()) {
            JobsTable.create(database);
            try (RaquelNode handles = nodes.open(database, settings.pool());
                    RaquelNode other = nodes.open(database, settings.pool())) {
                SubscribeOptions options = SubscribeOptions.of(JobsTable.QUEUE, Integer.class)
                        .withHandling(Handling.NON_TRANSACTIONAL)
                        .withConcurrency(settings.threads());
                handles.raquel()
                        .<Integer>subscribe(options, job -> {
                            calls.increment();
                            handled.countDown();
                        })
                        .start();
                long begin = System.nanoTime();
                enqueue(jobs, other);
                if (!handled.await(5, TimeUnit.MINUTES)) {
                    throw new IllegalStateException(handled.getCount() + " jobs were not handled");
                }
                double rate = jobs / ((System.nanoTime() - begin) / 1e9);
                JobsTable.requireSucceededOnce(database, jobs);
                if (calls.sum() != jobs) {
                    throw new IllegalStateException(calls + " calls for " + jobs + " jobs");
                }
                return rate;
            }
        }
    }

    private static void enqueue(int jobs, RaquelNode node) throws Exception {
        AtomicInteger next = new AtomicInteger();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        List<Future<?>> ends = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            ends.add(clients.submit(() -> {
                for (int job = next.getAndIncrement(); job < jobs; job = next.getAndIncrement()) {
                    node.raquel().enqueue(JobsTable.QUEUE, job);
                }
            }));
        }
        for (Future<?> end : ends) {
            end.get();
        }
        clients.shutdown();
    }
}
