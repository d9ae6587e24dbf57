package dev.raquel.liquibase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.testing.H2Database;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class H2JobsTableTest extends JobsTableContract {

    H2JobsTableTest() {
        super(H2Database::fresh);
    }

    @Override
    String clock() {
        return "datediff(millisecond, timestamp with time zone '1970-01-01 00:00:00+00:00', current_timestamp)";
    }

    @Override
    String moveToAnotherTimeZone() {
        return "set time zone '+12:00'";
    }

    @Test
    void dueAtOutlivesTheConnectionThatMadeIt() throws SQLException {
        try (var other = H2Database.fresh();
                var last = other.connect()) {
            other.migrate();

            Sql.execute(last, "insert into jobs (status, scheduled_at) values ('failed', 7)");
            assertThat(Sql.query(last, "select due_at from jobs")).containsExactly("7");
            Sql.execute(last, "update jobs set status = 'claimed'");
            assertThat(Sql.query(last, "select due_at from jobs")).containsExactly("null");
        }
    }
}
