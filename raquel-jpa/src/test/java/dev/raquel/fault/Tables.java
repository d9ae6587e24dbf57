package dev.raquel.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.raquel.fault.kind.UnreadableRows;
import dev.raquel.fault.node.Deed;
import dev.raquel.fault.site.Site;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the tables hold, read by plain JDBC: nothing of the library is used.
 *
 * @param jobs the rows of the job table by the numbers of their jobs; more than one for a number would be wrong
 * @param unreadable the rows that were written to be unreadable
 * @param orders how often each number was ordered
 * @param effects the attempts that have left an effect, by the numbers of their jobs
 */
record Tables(
        Map<Long, List<Row>> jobs, List<Row> unreadable, Map<Long, Integer> orders, Map<Long, List<Integer>> effects) {

    private static final Set<String> UNFINISHED = Set.of("queued", "failed", "claimed");
    private static final ObjectMapper JSON = new ObjectMapper();

    static Tables of(Site site) {
        Tables tables = new Tables(new HashMap<>(), new ArrayList<>(), new HashMap<>(), new HashMap<>());
        try (Connection connection = site.connect()) {
            tables.readJobs(connection);
            ResultSet order = connection.createStatement().executeQuery("select job from fault_orders");
            while (order.next()) {
                tables.orders.merge(order.getLong(1), 1, Integer::sum);
            }
            ResultSet effect = connection.createStatement().executeQuery("select job, attempt from fault_effects");
            while (effect.next()) {
                tables.effects
                        .computeIfAbsent(effect.getLong(1), job -> new ArrayList<>())
                        .add(effect.getInt(2));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(site.name(), e);
        }
        return tables;
    }

    private void readJobs(Connection connection) throws SQLException {
        ResultSet job = connection.createStatement().executeQuery("select " + Row.COLUMNS + " from jobs");
        while (job.next()) {
            Row row = Row.of(job);
            if (row.payload().equals(UnreadableRows.PAYLOAD)) {
                unreadable.add(row);
            } else {
                jobs.computeIfAbsent(deed(row).number(), number -> new ArrayList<>())
                        .add(row);
            }
        }
    }

    static Deed deed(Row row) {
        try {
            return JSON.readValue(row.payload(), Deed.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(row.toString(), e);
        }
    }

    List<Integer> effectsOf(long number) {
        return effects.getOrDefault(number, List.of());
    }

    /** How many rows are to be run, or are being run. */
    long waiting() {
        return Stream.concat(jobs.values().stream().flatMap(List::stream), unreadable.stream())
                .filter(row -> UNFINISHED.contains(row.status()))
                .count();
    }

    long count(String status) {
        return jobs.values().stream()
                .flatMap(List::stream)
                .filter(row -> row.status().equals(status))
                .count();
    }
}
