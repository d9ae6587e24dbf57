package dev.raquel.liquibase;

import dev.raquel.testing.MariaDbDatabase;

class MariaDbJobsTableTest extends InnoDbJobsTableContract {

    MariaDbJobsTableTest() {
        super(MariaDbDatabase::fresh);
    }
}
