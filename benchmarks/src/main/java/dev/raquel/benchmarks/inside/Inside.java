package dev.raquel.benchmarks.inside;

import dev.raquel.benchmarks.Program;
import dev.raquel.benchmarks.Settings;
import dev.raquel.benchmarks.database.Database;
import dev.raquel.benchmarks.database.Server;
import dev.raquel.benchmarks.report.Figures;
import dev.raquel.benchmarks.report.Report;
import dev.raquel.benchmarks.throughput.Handlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many jobs a second each kind settles in an application in WildFly, with the server's datasource, its transactions
 * and its threads: on PostgreSQL, beside hand-written loops in the same application, and on the server's own H2, where
 * the loops' claims would lock each other out: H2 locks every due row before it takes the first few.
 */
public final class Inside implements Program {

    @Override
    public void run(Server server, Settings settings) throws Exception {
        Figures figures = new Figures("jobs/s");
        try (Database database = server.fresh()) {
            List<Contestant> all = new ArrayList<>(library());
            all.addAll(loops(settings));
            measure("PostgreSQL", "postgresql.cli", options(database, settings), all, settings, figures);
        }
        measure("H2", "shop.cli", options(settings), library(), settings, figures);
        report(figures).print();
    }

    private static void measure(
            String database,
            String script,
            List<String> options,
            List<Contestant> all,
            Settings settings,
            Figures figures)
            throws Exception {
        List<Contestant> contestants = new ArrayList<>(all);
        contestants.removeIf(contestant -> !settings.includes(contestant.name()));
        Map<String, Double> paces = new HashMap<>();
        try (WildFly wildFly = WildFly.started(script, options, settings.results())) {
            for (int number = 0; number <= settings.rounds(); number++) {
                for (Contestant contestant : contestants) {
                    for (Handlers handlers : Handlers.values()) {
                        String pair = contestant.name() + handlers;
                        double pace = paces.getOrDefault(
                                pair, (double) contestant.kind().pace());
                        int jobs = (int) (pace * settings.seconds());
                        double rate = jobs / contestant.seconds(wildFly, handlers, jobs);
                        paces.putIfAbsent(pair, rate);
                        String variant = database + ", " + handlers.words();
                        System.out.printf("%d %s, %s: %,.0f jobs/s%n", number, contestant.name(), variant, rate);
                        if (number > 0) { // the first one warms up
                            figures.add(contestant.name(), variant, number, rate);
                        }
                    }
                }
                Collections.rotate(contestants, -1);
                report(figures).write(settings.results());
            }
        }
    }

    private static List<Contestant> library() {
        return Arrays.stream(Kind.values())
                .map(kind -> new Contestant(kind.words(), kind, 0))
                .toList();
    }

    private static List<Contestant> loops(Settings settings) {
        return Arrays.stream(Kind.values())
                .map(kind -> new Contestant(kind.loop(), kind, settings.threads()))
                .toList();
    }

    private static Report report(Figures figures) {
        return new Report(
                "inside",
                "Inside WildFly",
                figures.ranked(),
                List.of(new Report.Ratio("of its loop", Inside::limitOf)));
    }

    private static String limitOf(String name) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.words().equals(name))
                .map(Kind::loop)
                .findAny()
                .orElse("");
    }

    private static List<String> options(Settings settings) {
        List<String> options = new ArrayList<>(List.of("-Xms2g", "-Xmx2g"));
        if (!settings.jvm().isEmpty()) {
            options.add(settings.jvm());
        }
        for (Kind kind : Kind.values()) {
            options.add("-Draquel.queue." + kind.queue() + ".concurrency=" + settings.threads());
        }
        return options;
    }

    private static List<String> options(Database database, Settings settings) {
        List<String> options = options(settings);
        options.add("-Dshop.database.url=" + database.url());
        options.add("-Dshop.database.user=postgres");
        options.add("-Dshop.database.password=postgres");
        return options;
    }

    /**
     * Who handles the jobs of a kind.
     *
     * @param threads of a hand-written loop; 0 for the library, whose settings say it
     */
    private record Contestant(String name, Kind kind, int threads) {

        double seconds(WildFly wildFly, Handlers handlers, int jobs) throws Exception {
            return threads == 0
                    ? wildFly.observed(kind, handlers, jobs)
                    : wildFly.written(kind, handlers, jobs, threads);
        }
    }
}
