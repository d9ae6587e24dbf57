package dev.raquel.fault;

import java.sql.ResultSet;
import java.sql.SQLException;

/** A row of the job table as it stands there. */
record Row(
        String queue,
        String status,
        String payload,
        int attempts,
        int failures,
        Integer maxRetries,
        boolean claimed,
        boolean finished) {

    static final String COLUMNS =
            "queue, status, payload, attempts, failures, max_retry_count, claimed_by, claimed_at, finished_at";

    static Row of(ResultSet result) throws SQLException {
        return new Row(
                result.getString("queue"),
                result.getString("status"),
                result.getString("payload"),
                result.getInt("attempts"),
                result.getInt("failures"),
                (Integer) result.getObject("max_retry_count"),
                result.getString("claimed_by") != null && result.getObject("claimed_at") != null,
                result.getObject("finished_at") != null);
    }

    boolean isSuccess() {
        return status.equals("success");
    }

    boolean isExhausted() {
        return status.equals("exhausted");
    }
}
