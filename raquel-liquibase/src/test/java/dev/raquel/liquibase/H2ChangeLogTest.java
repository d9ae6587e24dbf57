package dev.raquel.liquibase;

import dev.raquel.testing.H2Database;
import java.util.Locale;

class H2ChangeLogTest extends ChangeLogContract {

    H2ChangeLogTest() {
        super(H2Database::fresh);
    }

    @Override
    String cased(String name) {
        return name == null ? null : name.toUpperCase(Locale.ROOT);
    }
}
