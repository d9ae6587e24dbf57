package dev.raquel.benchmarks.report;

import java.util.List;
import java.util.Locale;

/** A bar for each median, with a line from the least to the greatest value. */
record BarChart(Report report) {

    private static final int LABELS = 270;
    private static final int BARS = 480;
    private static final int WIDTH = LABELS + BARS + 90;
    private static final int ROW = 22;

    String svg() {
        StringBuilder rows = new StringBuilder();
        int y = 0;
        for (String variant : report.figures().variants()) {
            y += ROW * 3 / 2;
            rows.append(String.format(
                    Locale.ROOT,
                    "<text x=\"8\" y=\"%d\" font-weight=\"bold\">%s: %s, %s</text>%n",
                    y,
                    escaped(report.title()),
                    escaped(variant),
                    escaped(report.figures().unit())));
            List<Summary> summaries = report.figures().summaries(variant);
            double most = summaries.stream().mapToDouble(Summary::max).max().orElse(1);
            for (Summary summary : summaries) {
                y += ROW;
                rows.append(row(summary, y, BARS / most));
            }
        }
        return String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\""
                        + " font-size=\"13\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n%s</svg>%n",
                WIDTH,
                y + ROW,
                rows);
    }

    private static String row(Summary summary, int y, double scale) {
        double end = LABELS + summary.median() * scale;
        double least = LABELS + summary.min() * scale;
        double greatest = LABELS + summary.max() * scale;
        return String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n"
                        + "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"14\" fill=\"%s\"/>%n"
                        + "<path d=\"M%.1f %d H%.1f\" stroke=\"black\"/>%n"
                        + "<text x=\"%.1f\" y=\"%d\">%s</text>%n",
                LABELS - 8,
                y,
                escaped(summary.name()),
                LABELS,
                y - 11,
                end - LABELS,
                summary.name().startsWith("Raquel") ? "#2a7f62" : "#b0b8c0",
                least,
                y - 4,
                greatest,
                greatest + 6,
                y,
                MarkdownTable.number(summary.median()));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
