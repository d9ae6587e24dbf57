package dev.raquel.benchmarks.report;

import java.util.List;
import java.util.Locale;

/** One table for each variant. */
record MarkdownTable(Report report) {

    String text() {
        StringBuilder text = new StringBuilder();
        for (String variant : report.figures().variants()) {
            text.append("\n### ")
                    .append(report.title())
                    .append(", ")
                    .append(variant)
                    .append("\n\n");
            text.append("| | median ").append(report.figures().unit()).append(" | min-max |");
            report.ratios()
                    .forEach(ratio -> text.append(' ').append(ratio.heading()).append(" |"));
            text.append("\n|---|---:|---:|")
                    .append("---:|".repeat(report.ratios().size()))
                    .append('\n');
            List<Summary> summaries = report.figures().summaries(variant);
            summaries.forEach(summary -> appendRow(text, summary, summaries));
        }
        return text.toString();
    }

    private void appendRow(StringBuilder text, Summary row, List<Summary> all) {
        text.append(String.format(
                Locale.ROOT,
                "| %s | %s | %s-%s |",
                row.name(),
                number(row.median()),
                number(row.min()),
                number(row.max())));
        for (Report.Ratio ratio : report.ratios()) {
            text.append(' ')
                    .append(compared(row, ratio.other().apply(row.name()), all))
                    .append(" |");
        }
        text.append('\n');
    }

    private static String compared(Summary row, String other, List<Summary> all) {
        return all.stream()
                .filter(summary -> summary.name().equals(other))
                .map(summary -> String.format(Locale.ROOT, "%.2f", row.median() / summary.median()))
                .findAny()
                .orElse("");
    }

    static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%,.0f", value);
    }
}
