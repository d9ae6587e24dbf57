package dev.raquel.liquibase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.testing.MariaDbDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class MariaDbJobsTableTest extends InnoDbJobsTableContract {

    MariaDbJobsTableTest() {
        super(MariaDbDatabase::fresh);
    }

    /** MySQL 8.0.15 cannot. */
    @Test
    void trailingBlanksInQueueNamesCount() throws SQLException {
        execute("insert into jobs (queue) values ('emails ')");

        assertThat(query("select queue from jobs where queue = 'emails'")).isEmpty();
        assertThat(query("select queue from jobs where queue = 'emails '")).hasSize(1);
    }
}
