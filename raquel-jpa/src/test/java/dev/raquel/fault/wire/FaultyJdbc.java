package dev.raquel.fault.wire;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import javax.sql.DataSource;

/**
 * A data source whose statements, commits and connections fail now and then, before or after they have taken effect,
 * with what a driver says when its connection breaks. A rollback and a close always take effect first: what a database
 * does by itself when a connection ends. Safe for use by many threads.
 */
public final class FaultyJdbc {

    private static final Set<String> TAKE_EFFECT_FIRST = Set.of("rollback", "close");
    private static final Set<String> MAY_FAIL = Set.of("getConnection", "commit", "rollback", "close");

    private final Random random;
    private final AtomicInteger failed = new AtomicInteger();
    private volatile double probability;
    private volatile Predicate<String> next = call -> false;

    /** Whose faults come from this seed; none for now. */
    public FaultyJdbc(long seed) {
        random = new Random(seed);
    }

    /** From now on each call fails this often. */
    public void failWith(double newProbability) {
        probability = newProbability;
    }

    /** How many calls have failed so far. */
    public int failed() {
        return failed.get();
    }

    /** Fails the next call of a connection with this name, after it has taken effect; and none after that. */
    public void failOnceAfter(String call) {
        next = call::equals;
    }

    /** The same data source, with faults. */
    public DataSource around(DataSource real) {
        return wrapped(DataSource.class, real);
    }

    private <T> T wrapped(Class<T> type, Object real) {
        return type.cast(Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call(real, method, arguments)));
    }

    private Object call(Object real, Method method, Object[] arguments) throws Throwable {
        String name = method.getName();
        boolean mayFail = MAY_FAIL.contains(name) || name.startsWith("execute");
        if (mayFail && !TAKE_EFFECT_FIRST.contains(name)) {
            failPerhaps(name + " was not sent");
        }
        Object result;
        try {
            result = method.invoke(real, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
        if (real instanceof Connection && next.test(name)) {
            next = call -> false;
            throw broken(name + " was answered, and the answer was lost");
        }
        if (mayFail && !name.equals("getConnection")) { // or it would never be closed
            failPerhaps(name + " was answered, and the answer was lost");
        }
        return wrapped(result);
    }

    private Object wrapped(Object result) {
        if (result instanceof Connection) {
            return wrapped(Connection.class, result);
        }
        if (result instanceof PreparedStatement) {
            return wrapped(PreparedStatement.class, result);
        }
        return result instanceof Statement ? wrapped(Statement.class, result) : result;
    }

    private void failPerhaps(String what) throws SQLException {
        if (probability > 0 && random.nextDouble() < probability / 2) {
            throw broken(what);
        }
    }

    private SQLException broken(String what) {
        failed.incrementAndGet();
        return new SQLException("A fault of the test's: " + what, "08006");
    }
}
