package dev.raquel.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** What was measured, in all rounds. */
public final class Figures {

    private final String unit;
    private final List<Figure> all = new ArrayList<>();

    public Figures(String unit) {
        this.unit = unit;
    }

    /** The same figures, the best first. */
    public Figures ranked() {
        Figures ranked = new Figures(unit);
        for (String variant : variants()) {
            summaries(variant).stream()
                    .sorted((one, other) -> Double.compare(other.median(), one.median()))
                    .flatMap(summary -> all.stream()
                            .filter(figure -> figure.variant().equals(variant)
                                    && figure.name().equals(summary.name())))
                    .forEach(ranked.all::add);
        }
        return ranked;
    }

    public void add(String name, String variant, int round, double value) {
        all.add(new Figure(name, variant, round, value));
    }

    String unit() {
        return unit;
    }

    List<Figure> all() {
        return all;
    }

    List<String> variants() {
        return all.stream().map(Figure::variant).distinct().toList();
    }

    /** The summaries of a variant, in the order in which they came. */
    List<Summary> summaries(String variant) {
        return all.stream()
                .filter(figure -> figure.variant().equals(variant))
                .map(Figure::name)
                .distinct()
                .map(name -> summary(name, variant))
                .toList();
    }

    private Summary summary(String name, String variant) {
        return Summary.of(
                name,
                all.stream()
                        .filter(figure ->
                                figure.name().equals(name) && figure.variant().equals(variant))
                        .mapToDouble(Figure::value)
                        .sorted()
                        .toArray());
    }

    record Figure(String name, String variant, int round, double value) {}
}
