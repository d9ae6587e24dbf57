package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.raquel.internal.store.Contention;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of a database's errors mean "try again". */
interface ContentionContract extends Contract {

    String NOTE_A = "select name from accounts where name = 'a'";

    private Connection transaction(int isolation) throws SQLException {
        Connection connection = q().database.connect();
        connection.setTransactionIsolation(isolation);
        connection.setAutoCommit(false);
        return connection;
    }

    private Connection transaction() throws SQLException {
        return transaction(Connection.TRANSACTION_READ_COMMITTED);
    }

    private static SQLException refused(Connection connection, String sql) {
        return catchThrowableOfType(
                SQLException.class, () -> connection.createStatement().execute(sql));
    }

    private static void assertCounts(SQLException error) {
        assertThat(Contention.saidByDatabase(error)).as(code(error)).isTrue();
        assertThat(Contention.caused(new IllegalStateException(error))).isTrue();
    }

    private static void assertDoesNotCount(SQLException error) {
        assertThat(Contention.saidByDatabase(error)).as(code(error)).isFalse();
        assertThat(Contention.caused(new IllegalStateException(error))).isFalse();
    }

    private static String code(SQLException error) {
        return error.getSQLState() + " " + error.getErrorCode() + " " + error.getMessage();
    }

    @Test
    default void aDeadlockCounts() throws Exception {
        Accounts.in(q().database);
        CountDownLatch bothHaveOne = new CountDownLatch(2);
        List<SQLException> refused = Stream.of(List.of("a", "b"), List.of("b", "a"))
                .map(accounts -> CompletableFuture.supplyAsync(
                        () -> {
                            try (Connection connection = transaction()) {
                                connection.createStatement().execute(Accounts.add(accounts.get(0)));
                                bothHaveOne.countDown();
                                q().pass(bothHaveOne);
                                SQLException error = refused(connection, Accounts.add(accounts.get(1)));
                                connection.rollback();
                                return Stream.ofNullable(error).toList();
                            } catch (SQLException e) {
                                throw new IllegalStateException(e);
                            }
                        },
                        work -> new Thread(work).start()))
                .toList()
                .stream()
                .flatMap(future -> future.orTimeout(30, TimeUnit.SECONDS).join().stream())
                .toList();
        assertThat(refused).singleElement().satisfies(ContentionContract::assertCounts);
    }

    @Test
    default void aLockTimeoutCounts() throws Exception {
        Accounts.in(q().database);
        String patience = q().database.name().startsWith("PostgreSQL")
                ? "set lock_timeout = '50ms'"
                : q().database.name().equals("H2") ? "set lock_timeout 50" : "set innodb_lock_wait_timeout = 1";
        try (Connection holder = transaction();
                Connection rival = transaction()) {
            holder.createStatement().execute(Accounts.add("a"));
            rival.createStatement().execute(patience);
            assertCounts(refused(rival, Accounts.add("a")));
            rival.rollback();
            holder.rollback();
        }
    }

    @Test
    default void aRefusalToWaitCounts() throws Exception {
        Accounts.in(q().database);
        try (Connection holder = transaction();
                Connection rival = transaction()) {
            holder.createStatement().execute(Accounts.add("a"));
            assertCounts(refused(rival, NOTE_A + " for update nowait"));
            rival.rollback();
            holder.rollback();
        }
    }

    @Test
    default void aRowThatWasChangedSinceTheSnapshotCounts() throws Exception {
        assumeThat(q().database.name())
                .as("MySQL changes the newest version of a row, whatever the snapshot says")
                .isNotEqualTo("MySQL");
        Accounts.in(q().database);
        try (Connection holder = transaction();
                Connection late = transaction(Connection.TRANSACTION_REPEATABLE_READ)) {
            if (q().database.name().equals("MariaDB")) {
                late.createStatement().execute("set session innodb_snapshot_isolation = on");
            }
            late.createStatement().executeQuery(NOTE_A);
            holder.createStatement().execute(Accounts.add("a"));
            holder.commit();
            assertCounts(refused(late, Accounts.add("a")));
            late.rollback();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into accounts values ('a', 0)",
                "insert into accounts values ('longer than ten letters', 0)",
                "insert into accounts values (null, 0)",
                "selekt 1",
                "select * from no_such_table",
                "update accounts set balance = balance / 0 where 'x' = 1 + name"
            })
    default void aMistakeDoesNot(String sql) throws Exception {
        Accounts.in(q().database);
        try (Connection connection = transaction()) {
            assertDoesNotCount(refused(connection, sql));
            connection.rollback();
        }
    }

    @Test
    default void aLostConnectionDoesNot() throws Exception {
        Accounts.in(q().database);
        String product = q().database.name();
        try (Connection lost = q().database.connect();
                Connection killer = q().database.connect()) {
            boolean postgres = product.startsWith("PostgreSQL");
            boolean h2 = product.equals("H2");
            var id = lost.createStatement()
                    .executeQuery(
                            postgres
                                    ? "select pg_backend_pid()"
                                    : h2 ? "select session_id()" : "select connection_id()");
            id.next();
            String kill = postgres ? "select pg_terminate_backend(%d)" : h2 ? "call abort_session(%d)" : "kill %d";
            killer.createStatement().execute(kill.formatted(id.getLong(1)));
            assertDoesNotCount(refused(lost, NOTE_A));
        }
    }

    /** The session is still there, but its statement ran for too long: to run it again would take as long. */
    @Test
    default void aCancelledStatementDoesNot() throws Exception {
        Accounts.in(q().database);
        try (Connection connection = transaction();
                var statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            SQLException error = catchThrowableOfType(
                    SQLException.class,
                    () -> statement.execute("select count(*) from "
                            + Stream.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l")
                                    .map("accounts "::concat)
                                    .reduce((left, right) -> left + " cross join " + right)
                                    .orElseThrow()
                            + " where a.balance + l.balance > 1"));
            assertDoesNotCount(error);
        }
    }
}
