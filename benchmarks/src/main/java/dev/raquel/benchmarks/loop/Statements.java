package dev.raquel.benchmarks.loop;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The statements of the loops, on one connection. Used by one thread. */
final class Statements {

    private static final String DUE = """
            select id, payload from jobs where queue = 'work' and due_at between 0 and ?
            order by queue, due_at, id limit ? for no key update skip locked""";

    private static final String CLAIM = """
            with due as materialized (select id from jobs where queue = 'work' and due_at between 0 and ?
                order by queue, due_at, id limit ? for no key update skip locked)
            update jobs set status = 'claimed', claimed_by = ?, claimed_at = ?, expires_at = null
            from due where jobs.id = due.id returning jobs.id, jobs.payload""";

    private static final String SUCCESS =
            "update jobs set status = 'success', attempts = attempts + 1, claimed_by = ?, claimed_at = ?, finished_at = ?";

    /** Not simply {@code status = 'claimed'}: PostgreSQL would prefer the index of claimed rows to the primary key. */
    private static final String GUARD = " and claimed_by = ? and case when status = 'claimed' then 1 end = 1";

    private static final String SETTLE = SUCCESS + " where id = ?" + GUARD;
    private static final String SETTLE_ALL = SUCCESS + " where id = any(?)" + GUARD;
    private static final String SETTLE_LOCKED = SUCCESS + " where id = any(?)";
    private static final String LOCK = "select status, claimed_by from jobs where id = ? for no key update";

    private final Connection connection;

    Statements(Connection connection) {
        this.connection = connection;
    }

    /** Makes due jobs ours, by one statement. */
    List<Due> claim(int most, String token) throws SQLException {
        long now = System.currentTimeMillis();
        try (PreparedStatement claim = connection.prepareStatement(CLAIM)) {
            claim.setLong(1, now);
            claim.setInt(2, most);
            claim.setString(3, token);
            claim.setLong(4, now);
            return jobs(claim);
        }
    }

    /** Locks due jobs, to be settled in the same transaction. */
    List<Due> lockDue(int most) throws SQLException {
        try (PreparedStatement due = connection.prepareStatement(DUE)) {
            due.setLong(1, System.currentTimeMillis());
            due.setInt(2, most);
            return jobs(due);
        }
    }

    void lock(Due job, String token) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setObject(1, job.id());
            try (ResultSet row = lock.executeQuery()) {
                if (!row.next() || !row.getString(1).equals("claimed") || !token.equals(row.getString(2))) {
                    throw new IllegalStateException("Lost " + job);
                }
            }
        }
    }

    void settle(Due job, String token) throws SQLException {
        try (PreparedStatement settle = success(SETTLE, token)) {
            settle.setObject(4, job.id());
            settle.setString(5, token);
            require(1, settle.executeUpdate());
        }
    }

    void settleAll(List<Due> jobs, String token) throws SQLException {
        try (PreparedStatement settle = success(SETTLE_ALL, token)) {
            settle.setArray(4, connection.createArrayOf("uuid", ids(jobs)));
            settle.setString(5, token);
            require(jobs.size(), settle.executeUpdate());
        }
    }

    void settleLocked(List<Due> jobs, String token) throws SQLException {
        try (PreparedStatement settle = success(SETTLE_LOCKED, token)) {
            settle.setArray(4, connection.createArrayOf("uuid", ids(jobs)));
            require(jobs.size(), settle.executeUpdate());
        }
    }

    private PreparedStatement success(String sql, String token) throws SQLException {
        long now = System.currentTimeMillis();
        PreparedStatement settle = connection.prepareStatement(sql);
        settle.setString(1, token);
        settle.setLong(2, now);
        settle.setLong(3, now);
        return settle;
    }

    private static UUID[] ids(List<Due> jobs) {
        return jobs.stream().map(Due::id).toArray(UUID[]::new);
    }

    private static void require(int expected, int rows) {
        if (rows != expected) {
            throw new IllegalStateException("Settled " + rows + " jobs instead of " + expected);
        }
    }

    private static List<Due> jobs(PreparedStatement query) throws SQLException {
        List<Due> jobs = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                jobs.add(new Due(rows.getObject(1, UUID.class), Integer.parseInt(rows.getString(2))));
            }
        }
        return jobs;
    }

    /** A job that is locked or claimed. */
    record Due(UUID id, int number) {}
}
