package dev.raquel.liquibase;

import dev.raquel.testing.MariaDbDatabase;

class MariaDbChangeLogTest extends ChangeLogContract {

    MariaDbChangeLogTest() {
        super(MariaDbDatabase::fresh);
    }
}
