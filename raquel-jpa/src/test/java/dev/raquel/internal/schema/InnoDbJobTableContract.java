package dev.raquel.internal.schema;

import dev.raquel.testing.TestDatabase;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** What MariaDB and MySQL have in common: Hibernate leaves engine and collation to the database, here latin1. */
abstract class InnoDbJobTableContract extends JobTableContract {

    private final String collation;

    InnoDbJobTableContract(Supplier<TestDatabase> freshDatabase, String product, String collation) {
        super(freshDatabase, Catalog.INNODB, product);
        this.collation = collation;
    }

    @Override
    Set<String> unknownToTheEntity() {
        Set<String> unknown = new TreeSet<>(Set.of("- innodb, " + collation, "+ innodb, latin1_swedish_ci"));
        for (String text : List.of("queue", "payload", "status", "error", "error_trace", "claimed_by")) {
            unknown.add("- " + text + ": collation " + collation);
            unknown.add("+ " + text + ": collation latin1_swedish_ci");
        }
        return unknown;
    }
}
