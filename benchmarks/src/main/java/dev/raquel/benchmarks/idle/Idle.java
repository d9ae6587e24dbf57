package dev.raquel.benchmarks.idle;

import dev.raquel.benchmarks.Program;
import dev.raquel.benchmarks.Settings;
import dev.raquel.benchmarks.database.Database;
import dev.raquel.benchmarks.database.Server;
import dev.raquel.benchmarks.loop.JobsTable;
import dev.raquel.benchmarks.raquel.RaquelNode;
import dev.raquel.benchmarks.report.Figures;
import dev.raquel.benchmarks.report.Report;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What a node sends that has nothing to do, with the default poll interval of a second. */
public final class Idle implements Program {

    private static final int SETTLING_SECONDS = 5;
    private static final int SECONDS = 30;

    @Override
    public void run(Server server, Settings settings) throws Exception {
        Figures figures = new Figures("a second");
        measure(1, true, figures, server, settings);
        measure(100, true, figures, server, settings);
        measure(100, false, figures, server, settings);
        Report report = new Report("idle", "Idle", figures, List.of());
        report.write(settings.results());
        report.print();
    }

    private static void measure(int queues, boolean together, Figures figures, Server server, Settings settings)
            throws Exception {
        CountedStatements statements = new CountedStatements();
        try (Database database = server.fresh()) {
            JobsTable.create(database);
            Map<String, ?> counting = Map.of("hibernate.session_factory.statement_inspector", statements);
            try (RaquelNode node = RaquelNode.over(database, settings.pool(), counting);
                    IdleNode idle = IdleNode.over(node, queues, together)) {
                idle.start();
                Transactions transactions = new Transactions(database);
                passTime(SETTLING_SECONDS);
                statements.reset();
                long before = transactions.count();
                long begin = System.nanoTime();
                passTime(SECONDS);
                double seconds = (System.nanoTime() - begin) / 1e9;
                long sent = statements.all();
                String variant = queues + (together ? " queues" : " queues, each a subscription");
                figures.add("statements", variant, 1, sent / seconds);
                figures.add("transactions", variant, 1, (transactions.count() - before) / seconds);
                statements
                        .byText()
                        .forEach((text, count) ->
                                System.out.printf("%s, %.2f a second: %s%n", variant, count / seconds, text));
            }
        }
    }

    private static void passTime(int seconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() - end < 0) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
