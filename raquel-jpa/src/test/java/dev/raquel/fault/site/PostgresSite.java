package dev.raquel.fault.site;

import dev.raquel.liquibase.RaquelChangeLog;
import dev.raquel.testing.ChangeLogs;
import dev.raquel.testing.TestDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** PostgreSQL on a server of its own, which can be stopped and started; it keeps its data and its port. */
public final class PostgresSite extends Site {

    private final Path data;
    private final int port;
    private EmbeddedPostgres server;

    /** How a server is stopped. */
    public enum Stop {
        /** Rolls back what is under way, and tells the clients. */
        FAST("INT"),
        /** Ends all at once, and recovers when it is started: as good as a crash. */
        IMMEDIATE("QUIT");

        private final String signal;

        Stop(String signal) {
            this.signal = signal;
        }
    }

    /** Starts a server, and makes the tables. */
    public PostgresSite() {
        try {
            data = Files.createTempDirectory("raquel-faults-");
            server = start(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        port = server.getPort();
        ChangeLogs.update(new AsTestDatabase(this), RaquelChangeLog.PATH, Map.of());
        createTables();
        createConflicts();
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String user() {
        return "postgres";
    }

    @Override
    public String password() {
        return "";
    }

    @Override
    public String url(int atPort) {
        return DriverSettings.withTimeouts("jdbc:postgresql://localhost:" + atPort + "/postgres");
    }

    /** What happens while the server is away, or must not be away while it happens. */
    public interface Meanwhile {
        /** Does it. */
        void happens() throws InterruptedException;
    }

    /** Stops the server, which ends all connections, and starts it again. */
    public synchronized void restart(Stop how, Meanwhile meanwhile) throws InterruptedException {
        stop(how);
        try {
            meanwhile.happens();
        } finally {
            start();
        }
    }

    /** Does something while nobody stops the server. */
    public synchronized void whileRunning(Meanwhile meanwhile) throws InterruptedException {
        meanwhile.happens();
    }

    private void stop(Stop how) {
        try {
            long pid = Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0));
            ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
            Signals.send(how.signal, pid);
            postmaster.onExit().get(30, TimeUnit.SECONDS);
            server.close(); // which gives its lock file back
        } catch (Exception e) {
            throw new IllegalStateException("PostgreSQL does not stop", e);
        }
    }

    private void start() {
        try {
            server = start(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How often an update that settles a job fails as if rivals had got in its way. */
    public void conflictWith(double probability) {
        execute("update fault_conflicts set probability = " + probability);
    }

    /** How many there were. A crash of the database may add up to 32 to them, as it does to every sequence. */
    public long conflicts() {
        return count("select last_value from fault_conflicts_raised");
    }

    @Override
    public synchronized void close() {
        try {
            server.close();
            try (Stream<Path> files = Files.walk(data)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EmbeddedPostgres start(int atPort) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("synchronous_commit", "on") // what is confirmed is to be there after a crash
                .setServerConfig("max_connections", "300");
        return (atPort == 0 ? builder : builder.setPort(atPort)).start();
    }

    private void createConflicts() {
        execute(
                "create table fault_conflicts (probability double precision not null)",
                "insert into fault_conflicts values (0)",
                "create sequence fault_conflicts_raised", // not rolled back with what has failed
                """
                create function fault_conflict() returns trigger language plpgsql as $$
                begin
                    if random() < (select probability from fault_conflicts) then
                        perform nextval('fault_conflicts_raised');
                        if random() < 0.5 then
                            raise exception 'a serialization failure of the test''s' using errcode = '40001';
                        else
                            raise exception 'a deadlock of the test''s' using errcode = '40P01';
                        end if;
                    end if;
                    return new;
                end $$""",
                """
                create trigger fault_conflict before update on jobs for each row
                when (old.status = 'claimed' and new.status <> 'claimed') execute function fault_conflict()""");
    }

    /** For the change log. */
    private static final class AsTestDatabase extends TestDatabase {

        private final Site site;

        AsTestDatabase(Site site) {
            super(site.url(site.port()), site.user(), site.password());
            this.site = site;
        }

        @Override
        public String name() {
            return site.name();
        }

        @Override
        public DataSource dataSource() {
            org.postgresql.ds.PGSimpleDataSource dataSource = new org.postgresql.ds.PGSimpleDataSource();
            dataSource.setUrl(jdbcUrl());
            dataSource.setUser(user());
            return dataSource;
        }

        @Override
        public void close() {
            // the site is closed by whoever made it
        }
    }
}
