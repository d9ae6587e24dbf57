package dev.raquel.jpa;

import dev.raquel.testing.H2Database;
import java.util.Locale;

class H2MovedTableTest extends MovedTableContract {

    H2MovedTableTest() {
        super(H2Database::fresh, "work");
    }

    @Override
    String cased(String name) {
        return name.toUpperCase(Locale.ROOT);
    }
}
