package dev.raquel.benchmarks.throughput;

import dev.raquel.benchmarks.Program;
import dev.raquel.benchmarks.Settings;
import dev.raquel.benchmarks.database.Database;
import dev.raquel.benchmarks.database.Server;
import dev.raquel.benchmarks.report.Figures;
import dev.raquel.benchmarks.report.Report;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many jobs a second each contestant settles. Each round runs all of them, beginning with another one each time.
 */
public final class Throughput implements Program {

    @Override
    public void run(Server server, Settings settings) throws Exception {
        List<Contestant> contestants = new ArrayList<>(Contestants.all().stream()
                .filter(contestant -> settings.includes(contestant.name()))
                .toList());
        Figures figures = new Figures("jobs/s");
        Map<String, Double> paces = new HashMap<>();
        for (int number = 0; number <= settings.rounds(); number++) {
            for (Contestant contestant : contestants) {
                for (Handlers handlers : Handlers.values()) {
                    String pair = contestant.name() + handlers;
                    double pace = paces.getOrDefault(pair, (double) contestant.pace());
                    double rate = measure(server, settings, contestant, handlers, pace);
                    paces.putIfAbsent(pair, rate);
                    System.out.printf("%d %s, %s: %,.0f jobs/s%n", number, contestant.name(), handlers.words(), rate);
                    if (number > 0) { // the first one warms up
                        figures.add(contestant.name(), handlers.words(), number, rate);
                    }
                }
            }
            Collections.rotate(contestants, -1);
            report(figures).write(settings.results()); // so far: a run that is broken off has not been for nothing
        }
        report(figures).print();
    }

    private static Report report(Figures figures) {
        List<Report.Ratio> ratios = List.of(
                new Report.Ratio("x db-scheduler", name -> Contestants.DB_SCHEDULER),
                new Report.Ratio("of its loop", Contestants::limitOf));
        return new Report("throughput", "Throughput", figures.ranked(), ratios);
    }

    private static double measure(
            Server server, Settings settings, Contestant contestant, Handlers handlers, double pace) throws Exception {
        try (Database database = server.fresh()) {
            return new Round(database, settings).run(contestant, handlers, pace);
        }
    }
}
