package dev.raquel.liquibase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What MariaDB and MySQL have in common. */
abstract class InnoDbJobsTableContract extends JobsTableContract {

    InnoDbJobsTableContract(Supplier<TestDatabase> fresh) {
        super(fresh);
    }

    @Override
    String clock() {
        return "cast(unix_timestamp(current_timestamp(3)) * 1000 as signed)";
    }

    @Override
    String moveToAnotherTimeZone() {
        return "set time_zone = '+12:00'";
    }

    /** The half hour before the clocks go back, and the one after, are the same in local time. */
    @Test
    void theRepeatedHourOfAutumnIsTwoHours() throws SQLException {
        long change = 1_761_440_400; // 2025-10-26, 01:00 UTC
        makeTimeZone("Raquel/Autumn", change);
        execute("set time_zone = 'Raquel/Autumn'");

        for (long second : List.of(change - 1_800, change + 1_800)) {
            execute("set timestamp = " + second);
            assertThat(query("select time(now())")).containsExactly("02:30:00");
            execute("insert into jobs (payload) values ('hello')");
        }

        assertThat(query("select enqueued_at from jobs order by 1"))
                .containsExactly(1_000 * (change - 1_800) + "", 1_000 * (change + 1_800) + "");
    }

    /** Two hours ahead of UTC until the given second, one hour from then on. */
    private void makeTimeZone(String name, long change) throws SQLException {
        int id = 4711;
        execute("insert into mysql.time_zone (time_zone_id, use_leap_seconds) values (?, 'N')", id);
        execute("insert into mysql.time_zone_name (name, time_zone_id) values (?, ?)", name, id);
        execute("insert into mysql.time_zone_transition_type values (?, 0, 7200, 1, 'SUMMER')", id);
        execute("insert into mysql.time_zone_transition_type values (?, 1, 3600, 0, 'WINTER')", id);
        execute("insert into mysql.time_zone_transition values (?, 0, 0)", id);
        execute("insert into mysql.time_zone_transition values (?, ?, 1)", id, change);
    }
}
