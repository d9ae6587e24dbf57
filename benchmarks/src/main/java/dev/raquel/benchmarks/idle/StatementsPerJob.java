package dev.raquel.benchmarks.idle;

import dev.raquel.Handling;
import dev.raquel.benchmarks.Program;
import dev.raquel.benchmarks.Settings;
import dev.raquel.benchmarks.database.Database;
import dev.raquel.benchmarks.database.Server;
import dev.raquel.benchmarks.raquel.RaquelQueue;
import dev.raquel.benchmarks.report.Figures;
import dev.raquel.benchmarks.report.Report;
import dev.raquel.benchmarks.throughput.Handlers;
import dev.raquel.benchmarks.throughput.Round;
import java.util.List;
import java.util.Map;

/** Which statements, and how many transactions, the library makes of a job whose handler does nothing. */
public final class StatementsPerJob implements Program {

    private static final int JOBS_PER_SECOND = 2_000;

    @Override
    public void run(Server server, Settings settings) throws Exception {
        Figures figures = new Figures("a job");
        for (Handling handling : Handling.values()) {
            measure(handling, figures, server, settings);
        }
        Report report = new Report("statements", "Statements", figures, List.of());
        report.write(settings.results());
        report.print();
    }

    private static void measure(Handling handling, Figures figures, Server server, Settings settings) throws Exception {
        CountedStatements statements = new CountedStatements();
        Map<String, ?> counting = Map.of("hibernate.session_factory.statement_inspector", statements);
        RaquelQueue queue =
                new RaquelQueue("Raquel " + handling, "", JOBS_PER_SECOND, handling).withProperties(counting);
        double jobs = JOBS_PER_SECOND * settings.seconds();
        try (Database database = server.fresh()) {
            Transactions transactions = new Transactions(database);
            long before = transactions.count();
            new Round(database, settings).run(queue, Handlers.TRIVIAL, JOBS_PER_SECOND);
            figures.add("statements", handling.name(), 1, statements.all() / jobs);
            figures.add("transactions", handling.name(), 1, (transactions.count() - before) / jobs);
        }
        statements
                .byText()
                .forEach((text, count) -> System.out.printf("%s, %.3f a job: %s%n", handling, count / jobs, text));
    }
}
