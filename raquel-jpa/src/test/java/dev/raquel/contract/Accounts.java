package dev.raquel.contract;

import dev.raquel.testing.Series;
import dev.raquel.testing.TestDatabase;
import java.util.List;

/** A table of the application's own, whose rows its transactions fight for: {@code a}, {@code b} and ten others. */
final class Accounts {

    private Accounts() {}

    /** Fresh accounts, all empty. */
    static void in(TestDatabase database) {
        database.execute("create table if not exists accounts (name varchar(10) primary key, balance int)");
        database.execute("delete from accounts");
        database.execute("insert into accounts select concat('other ', n), 0 from " + Series.from0(1));
        database.execute("insert into accounts values ('a', 0), ('b', 0)");
    }

    static String add(String account) {
        return "update accounts set balance = balance + 1 where name = '" + account + "'";
    }

    /**
     * How a transaction begins that is not to be the victim of a deadlock: H2 rolls back the youngest, MariaDB and
     * MySQL the one that has changed least, PostgreSQL the one that looks first.
     */
    static List<String> beOlderAndBigger(TestDatabase database) {
        return database.jdbcUrl().startsWith("jdbc:postgresql:")
                ? List.of("set local deadlock_timeout = '1min'")
                : List.of("update accounts set balance = balance - 1 where name like 'other%'");
    }
}
