package dev.raquel.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Figures as a table to print, and as files: {@code .md}, {@code .svg}, and {@code .csv} with every round. */
public record Report(String file, String title, Figures figures, List<Ratio> ratios) {

    /**
     * A column that compares medians.
     *
     * @param heading of the column
     * @param other with whom somebody is compared, by name; one who is not there is left empty
     */
    public record Ratio(String heading, UnaryOperator<String> other) {}

    public void print() {
        System.out.println(new MarkdownTable(this).text());
    }

    /** Writes the files anew. */
    public void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve(file + ".md"), new MarkdownTable(this).text());
        Files.writeString(directory.resolve(file + ".svg"), new BarChart(this).svg());
        Files.writeString(directory.resolve(file + ".csv"), csv());
    }

    private String csv() {
        return "name,variant,round," + figures.unit() + "\n"
                + figures.all().stream()
                        .map(figure -> String.format(
                                Locale.ROOT,
                                "\"%s\",\"%s\",%d,%.3f\n",
                                figure.name(),
                                figure.variant(),
                                figure.round(),
                                figure.value()))
                        .collect(Collectors.joining());
    }
}
