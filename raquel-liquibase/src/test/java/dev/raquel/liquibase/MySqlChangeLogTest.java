package dev.raquel.liquibase;

import dev.raquel.testing.MySqlDatabase;

class MySqlChangeLogTest extends ChangeLogContract {

    MySqlChangeLogTest() {
        super(MySqlDatabase::fresh);
    }
}
