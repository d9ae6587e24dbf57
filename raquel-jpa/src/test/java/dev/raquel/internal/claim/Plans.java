package dev.raquel.internal.claim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Asks a database how it runs a statement, and how much it reads for it. */
interface Plans {

    /** SQL for an id out of the number {@code n}. */
    String idOfN();

    /** The power of ten that is the number of finished jobs. */
    default int finishedDigits() {
        return 6;
    }

    /** SQL that refreshes what the planner knows of the table. */
    String refreshStatistics();

    /** Runs the statement, in a transaction that is rolled back, as often as there are ways to plan it. */
    List<Reading> explain(Connection connection, SentStatements.Sent sent) throws Exception;

    /**
     * How a statement was run.
     *
     * @param indexes the indexes along which it went, in lower case; "primary" for that of the ids, "none" for none
     * @param rows how many rows or index entries it read
     * @param text the database's own words
     */
    record Reading(Set<String> indexes, long rows, String text) {}

    private static String name(String index) {
        String name = index.toLowerCase(Locale.ROOT);
        return name.startsWith("pk_") || name.startsWith("primary") ? "primary" : name;
    }

    /** By {@code explain analyze}, which counts what was scanned. */
    final class OfH2 implements Plans {

        private static final Pattern INDEX = Pattern.compile("PUBLIC\\.((?:IX|PK|PRIMARY)_\\w+)|\\.(tableScan)");
        private static final Pattern SCANNED = Pattern.compile("scanCount: (\\d+)");

        @Override
        public String idOfN() {
            return "cast(lpad(cast(n as varchar), 32, '0') as uuid)";
        }

        /** It takes half a minute to insert a million, and chooses the same indexes. */
        @Override
        public int finishedDigits() {
            return 5;
        }

        @Override
        public String refreshStatistics() {
            return "analyze";
        }

        @Override
        public List<Reading> explain(Connection connection, SentStatements.Sent sent) throws Exception {
            try (PreparedStatement statement = sent.prepared(connection, "explain analyze ");
                    ResultSet result = statement.executeQuery()) {
                result.next();
                String plan = result.getString(1);
                Set<String> indexes = INDEX.matcher(plan)
                        .results()
                        .map(match -> match.group(1) == null ? "none" : name(match.group(1)))
                        .collect(Collectors.toCollection(TreeSet::new));
                long rows = SCANNED.matcher(plan)
                        .results()
                        .mapToLong(match -> Long.parseLong(match.group(1)))
                        .sum();
                return List.of(new Reading(indexes, rows, plan));
            }
        }
    }

    /** By {@code explain analyze} of a prepared statement: under a plan for its parameters, and under one for any. */
    final class OfPostgres implements Plans {

        @Override
        public String idOfN() {
            return "cast(lpad(cast(n as text), 32, '0') as uuid)";
        }

        @Override
        public String refreshStatistics() {
            return "vacuum analyze jobs";
        }

        @Override
        public List<Reading> explain(Connection connection, SentStatements.Sent sent) throws Exception {
            List<Reading> readings = new ArrayList<>();
            try (Statement statement = connection.createStatement()) {
                statement.execute("prepare hot as " + numbered(sent.sql()));
                for (String mode : List.of("force_custom_plan", "force_generic_plan")) {
                    statement.execute("set plan_cache_mode = " + mode);
                    readings.add(reading(statement, "explain (analyze, buffers, format json) " + execute(sent)));
                }
                statement.execute("deallocate hot");
            }
            return readings;
        }

        private static String numbered(String sql) {
            int[] number = {0};
            return Pattern.compile("\\?").matcher(sql).replaceAll(found -> Matcher.quoteReplacement("$" + ++number[0]));
        }

        private static String execute(SentStatements.Sent sent) {
            return sent.parameters().isEmpty()
                    ? "execute hot"
                    : sent.parameters().stream()
                            .map(SentStatements.Parameter::value)
                            .map(value -> value == null
                                    ? "null"
                                    : value instanceof Number ? value.toString() : "'" + value + "'")
                            .collect(Collectors.joining(", ", "execute hot (", ")"));
        }

        private static Reading reading(Statement statement, String explain) throws Exception {
            try (ResultSet result = statement.executeQuery(explain)) {
                result.next();
                String text = result.getString(1);
                JsonNode plan = new ObjectMapper().readTree(text).get(0).get("Plan");
                Set<String> indexes = new TreeSet<>();
                long rows = read(plan, indexes);
                long pages = plan.path("Shared Hit Blocks").asLong()
                        + plan.path("Shared Read Blocks").asLong();
                return new Reading(indexes, Math.max(rows, pages), text);
            }
        }

        private static long read(JsonNode node, Set<String> indexes) {
            long rows = 0;
            if (node.path("Node Type").asText().contains("Scan")) {
                rows = (long) (node.path("Actual Loops").asDouble()
                        * (node.path("Actual Rows").asDouble()
                                + node.path("Rows Removed by Filter").asDouble()
                                + node.path("Rows Removed by Index Recheck").asDouble()));
                boolean overBitmap = node.path("Node Type").asText().equals("Bitmap Heap Scan");
                if (!overBitmap) {
                    indexes.add(name(node.path("Index Name").asText("none")));
                }
            }
            for (JsonNode child : node.path("Plans")) {
                rows += read(child, indexes);
            }
            return rows;
        }
    }

    /** By {@code explain}, and by the session's counters of what the statement then really reads. */
    final class OfInnoDb implements Plans {

        private final String idOfN;

        OfInnoDb(String idOfN) {
            this.idOfN = idOfN;
        }

        @Override
        public String idOfN() {
            return idOfN;
        }

        @Override
        public String refreshStatistics() {
            return "analyze table jobs";
        }

        @Override
        public List<Reading> explain(Connection connection, SentStatements.Sent sent) throws Exception {
            Set<String> indexes = new TreeSet<>();
            StringBuilder text = new StringBuilder();
            try (PreparedStatement explain = sent.prepared(connection, "explain ");
                    ResultSet result = explain.executeQuery()) {
                while (result.next()) {
                    if (result.getString("table") != null) { // null where no row can match
                        indexes.add(name(String.valueOf(result.getString("key"))));
                    }
                    text.append(result.getString("type")).append(' ').append(result.getString("key"));
                    text.append(' ').append(result.getString("Extra")).append('\n');
                }
            }
            long own = reads(connection);
            long before = reads(connection);
            try (PreparedStatement statement = sent.prepared(connection, "")) {
                statement.execute();
            }
            return List.of(new Reading(indexes, reads(connection) - before - (before - own), text.toString()));
        }

        private static long reads(Connection connection) throws Exception {
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("show session status like 'Handler_read%'")) {
                long sum = 0;
                while (result.next()) {
                    sum += result.getLong(2);
                }
                return sum;
            }
        }
    }
}
