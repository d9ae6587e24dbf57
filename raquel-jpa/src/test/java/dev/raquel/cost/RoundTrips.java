package dev.raquel.cost;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * A pool of connections that notes every call for which somebody waits for the database: statements, batches, commits,
 * and whatever else is not known to be answered by the driver alone. Safe for use by many threads.
 */
final class RoundTrips implements AutoCloseable {

    /** Calls of a connection for which no driver asks its database. Any other is noted. */
    private static final Set<String> ANSWERED_BY_DRIVER = Set.of(
            "createStatement",
            "prepareStatement",
            "getMetaData",
            "getAutoCommit",
            "createArrayOf",
            "isClosed",
            "unwrap",
            "isWrapperFor",
            "getWarnings",
            "clearWarnings",
            "hashCode",
            "equals",
            "toString");

    private final DataSource real;
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();
    private final List<RoundTrip> noted = new CopyOnWriteArrayList<>();
    private volatile Consumer<RoundTrip> before = trip -> {};
    private volatile boolean autoCommit;

    /** Over these connections, of READ COMMITTED and without auto-commit. */
    RoundTrips(DataSource real) {
        this.real = real;
    }

    DataSource dataSource() {
        return proxy(DataSource.class, (method, args) -> {
            boolean connects = method.getName().equals("getConnection");
            return connects ? noting(connection()) : method.invoke(real, args);
        });
    }

    /** Forgets what was noted. */
    void clear() {
        noted.clear();
    }

    /** What was noted, in order. */
    List<RoundTrip> all() {
        return List.copyOf(noted);
    }

    /** The same of threads whose names begin so. */
    List<RoundTrip> of(String thread) {
        return noted.stream().filter(trip -> trip.thread().startsWith(thread)).toList();
    }

    /** Does this before each round trip from now on, on the thread that makes it. */
    void before(Consumer<RoundTrip> action) {
        before = action;
    }

    /** Gives connections away in auto-commit mode, as most pools do by default. */
    void withAutoCommit(boolean isOn) {
        autoCommit = isOn;
    }

    /** Closes the connections that were given back. */
    @Override
    public void close() throws SQLException {
        for (Connection connection : idle) {
            connection.close();
        }
    }

    private Connection connection() throws SQLException {
        Connection connection = idle.poll();
        if (connection == null) {
            connection = real.getConnection();
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
        connection.setAutoCommit(autoCommit);
        return connection;
    }

    private void giveBack(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback(); // what a start of Hibernate has read
        }
        idle.push(connection);
    }

    private Connection noting(Connection connection) {
        return proxy(Connection.class, (method, args) -> {
            String name = method.getName();
            if (name.equals("close")) {
                giveBack(connection);
                return null;
            }
            boolean changesNothing = name.equals("setAutoCommit") && args[0].equals(connection.getAutoCommit());
            if (!ANSWERED_BY_DRIVER.contains(name) && !changesNothing) {
                return note(RoundTrip.call(name), method, connection, args);
            }
            Object result = method.invoke(connection, args);
            return result instanceof PreparedStatement prepared
                    ? noting(PreparedStatement.class, prepared, (String) args[0])
                    : result instanceof Statement statement ? noting(Statement.class, statement, "") : result;
        });
    }

    private <S extends Statement> S noting(Class<S> type, S statement, String prepared) {
        return proxy(type, (method, args) -> {
            boolean saysSql = args != null && args.length > 0 && args[0] instanceof String;
            String sql = prepared.isEmpty() && saysSql ? (String) args[0] : prepared;
            String name = method.getName();
            if (!name.startsWith("execute")) {
                return method.invoke(statement, args);
            }
            RoundTrip trip = RoundTrip.statement(sql);
            return note(name.endsWith("Batch") ? trip.asBatch() : trip, method, statement, args);
        });
    }

    private Object note(RoundTrip trip, Method method, Object on, Object[] args) throws Exception {
        before.accept(trip);
        int rows = 0;
        try {
            Object result = method.invoke(on, args);
            rows = rows(result);
            return result;
        } finally {
            noted.add(trip.withRows(rows));
        }
    }

    private static int rows(Object result) {
        if (result instanceof int[] batch) {
            return batch.length;
        }
        return result instanceof Number rows ? rows.intValue() : 0;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            try {
                return call.on(method, args);
            } catch (InvocationTargetException failure) {
                throw failure.getCause();
            }
        }));
    }

    private interface Call {
        Object on(Method method, Object[] args) throws Exception;
    }
}
