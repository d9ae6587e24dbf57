package dev.raquel.internal.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raquel.RaquelException;
import dev.raquel.internal.local.LocalTransactions;
import dev.raquel.internal.store.Database;
import dev.raquel.liquibase.RaquelChangeLog;
import dev.raquel.testing.ChangeLogs;
import dev.raquel.testing.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.naming.PhysicalNamingStrategyStandardImpl;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The change log, the scripts made from it, {@link JobTable} and the entity say the same about the table. A subclass
 * names the database, and what the entity cannot say there.
 */
abstract class JobTableContract {

    private final Supplier<TestDatabase> freshDatabase;
    private final Catalog catalog;
    private final String product;
    private final List<AutoCloseable> opened = new ArrayList<>();
    TestDatabase database;

    JobTableContract(Supplier<TestDatabase> freshDatabase, Catalog catalog, String product) {
        this.freshDatabase = freshDatabase;
        this.catalog = catalog;
        this.product = product;
    }

    /**
     * What the entity cannot say about the table: with a minus what it leaves out, with a plus what stands there
     * instead.
     */
    abstract Set<String> unknownToTheEntity();

    @BeforeEach
    void openDatabase() {
        database = fresh();
    }

    @AfterEach
    void closeAll() throws Exception {
        for (int i = opened.size(); i-- > 0; ) {
            opened.get(i).close();
        }
    }

    @Test
    void theScriptMakesWhatTheChangeLogMakes() throws IOException {
        try (var script = RaquelChangeLog.class.getResourceAsStream("sql/" + product + ".sql")) {
            for (String statement : new String(script.readAllBytes(), UTF_8).split(";\n")) {
                database.execute(statement);
            }
        }

        assertThat(facts("jobs")).isEqualTo(byTheChangeLog());
    }

    @Test
    void itMakesWhatTheChangeLogMakes() {
        table().create();

        assertThat(facts("jobs")).isEqualTo(byTheChangeLog());
    }

    @Test
    void theEntityFitsWhatTheChangeLogMakes() {
        database.execute("create table effects (name varchar(100) primary key)");
        database.migrate();

        assertThat(factory(Map.of("hibernate.hbm2ddl.auto", "validate")).isOpen())
                .isTrue();
    }

    @Test
    void theEntitySaysTheSameAsFarAsItCan() {
        factory(Map.of()).unwrap(SessionFactory.class).getSchemaManager().exportMappedObjects(false);

        assertThat(differences(byTheChangeLog(), facts("jobs"))).isEqualTo(new TreeSet<>(unknownToTheEntity()));
    }

    @Test
    void itTakesTheTablesNameFromTheEntity() {
        Map<String, Object> renamed = Map.of("hibernate.physical_naming_strategy", new Renamed("errands"));

        table(renamed).create();

        assertThat(named("errands", "jobs")).isEqualTo(byTheChangeLog());
        assertThat(facts("jobs")).isEmpty();
        table(renamed).drop();
        assertThat(facts("errands")).isEmpty();
    }

    @Test
    void aTableThatIsCompleteIsLeftAsItIs() {
        database.migrate();
        database.execute("insert into jobs (payload) values ('kept')");
        database.execute("alter table jobs add remark varchar(20)");
        Set<String> before = facts("jobs");

        table().create();
        table().create();

        assertThat(facts("jobs")).isEqualTo(before);
        assertThat(jobs()).isEqualTo(1);
    }

    @Test
    void aTableThatLacksColumnsIsLeftToTheChangeLog() {
        database.execute("create table jobs (id int primary key, queue varchar(20))");
        Set<String> before = facts("jobs");

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(table()::create)
                    .isInstanceOf(RaquelException.class)
                    .hasMessageContaining("table 'jobs'")
                    .hasMessageContaining("lacks columns")
                    .hasMessageContaining("db.changelog-raquel.xml");
        }

        assertThat(facts("jobs")).isEqualTo(before);
    }

    @Test
    void manyNodesMayMakeItAtOnce() throws Exception {
        Set<String> expected = byTheChangeLog();
        List<JobTable> nodes = List.of(table(), table(), table(), table());
        var threads = Executors.newFixedThreadPool(nodes.size());
        opened.add(threads::shutdownNow);
        for (int round = 0; round < 5; round++) {
            var start = new CyclicBarrier(nodes.size());
            List<Future<?>> calls = new ArrayList<>();
            for (JobTable node : nodes) {
                calls.add(threads.submit(() -> {
                    start.await(30, TimeUnit.SECONDS);
                    node.create();
                    return null;
                }));
            }
            for (Future<?> call : calls) {
                call.get(60, TimeUnit.SECONDS);
            }
            assertThat(facts("jobs")).isEqualTo(expected);
            nodes.get(round % nodes.size()).drop();
        }
    }

    @Test
    void itIsDroppedOnceAndMadeAgain() {
        table().create();
        database.execute("insert into jobs (payload) values ('lost')");

        table().drop();
        table().drop();
        assertThat(facts("jobs")).isEmpty();

        table().create();
        assertThat(jobs()).isZero();
    }

    @Test
    void theChangeLogTakesOverWhatWasMadeWithoutIt() {
        table().create();
        database.execute("insert into jobs (payload) values ('kept')");

        database.migrate();

        assertThat(facts("jobs")).isEqualTo(byTheChangeLog());
        assertThat(jobs()).isEqualTo(1);
    }

    /** For databases that have schemas. */
    final void makesItInAnotherSchema() {
        database.execute("create schema work");
        Map<String, Object> moved = Map.of("hibernate.default_schema", "work");
        TestDatabase other = fresh();
        other.execute("create schema work");
        ChangeLogs.update(other, RaquelChangeLog.PATH, Map.of("raquel.schema", "work"));

        table(moved).create();
        database.execute("insert into work.jobs (payload) values ('there')");

        assertThat(facts("jobs")).isEqualTo(catalog.facts(other, "jobs"));
        table().create();
        assertThat(jobs()).isZero();
        table(moved).drop();
        assertThat(facts("jobs")).isEqualTo(byTheChangeLog());
    }

    final JobTable table() {
        return table(Map.of());
    }

    final JobTable table(Map<String, Object> settings) {
        EntityManagerFactory factory = factory(settings);
        LocalTransactions transactions = new LocalTransactions(factory);
        return new JobTable(new Database(factory.unwrap(SessionFactory.class), transactions, transactions));
    }

    final Set<String> facts(String table) {
        return catalog.facts(database, table);
    }

    /** Facts about a table as if it had another name. */
    final Set<String> named(String table, String name) {
        Set<String> facts = new TreeSet<>();
        facts(table).forEach(fact -> facts.add(fact.replace(table, name)));
        return facts;
    }

    final Set<String> byTheChangeLog() {
        return catalog.facts(fresh().migrate(), "jobs");
    }

    private long jobs() {
        try (var connection = database.connect();
                var rows = connection.createStatement().executeQuery("select count(*) from jobs")) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private TestDatabase fresh() {
        TestDatabase fresh = freshDatabase.get();
        opened.add(fresh);
        return fresh;
    }

    private EntityManagerFactory factory(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("jakarta.persistence.jdbc.url", database.jdbcUrl());
        all.put("jakarta.persistence.jdbc.user", database.user());
        all.put("jakarta.persistence.jdbc.password", database.password());
        EntityManagerFactory factory = Persistence.createEntityManagerFactory("application", all);
        opened.add(factory);
        return factory;
    }

    private static Set<String> differences(Set<String> expected, Set<String> actual) {
        Set<String> differences = new TreeSet<>();
        expected.stream().filter(fact -> !actual.contains(fact)).forEach(fact -> differences.add("- " + fact));
        actual.stream().filter(fact -> !expected.contains(fact)).forEach(fact -> differences.add("+ " + fact));
        differences.removeIf(difference -> difference.contains("columns in order")); // Hibernate has one of its own
        return differences;
    }

    /** An application that calls the table something else. */
    static final class Renamed extends PhysicalNamingStrategyStandardImpl {

        private static final long serialVersionUID = 1L;

        private final String table;

        Renamed(String table) {
            this.table = table;
        }

        @Override
        public Identifier toPhysicalTableName(Identifier name, JdbcEnvironment environment) {
            return name.getText().equals("jobs") ? Identifier.toIdentifier(table) : name;
        }
    }
}
