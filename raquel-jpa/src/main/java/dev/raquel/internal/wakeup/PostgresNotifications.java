package dev.raquel.internal.wakeup;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The part of PostgreSQL's driver that has no place in JDBC. Reached by reflection: the driver need not be visible from
 * here, as in a server that keeps it in a module of its own, and applications on other databases have none.
 */
final class PostgresNotifications {

    private static final String CONNECTION = "org.postgresql.PGConnection";
    private static final String NOTIFICATION = "org.postgresql.PGNotification";

    private final Object connection;
    private final Method getNotifications;
    private final Method getName;
    private final Method getParameter;

    private PostgresNotifications(Object connection, Class<?> type) throws ReflectiveOperationException {
        Class<?> notification = Class.forName(NOTIFICATION, false, type.getClassLoader());
        this.connection = connection;
        this.getNotifications = type.getMethod("getNotifications", int.class);
        this.getName = notification.getMethod("getName");
        this.getParameter = notification.getMethod("getParameter");
    }

    /**
     * The notifications of a connection, through whatever a pool has wrapped around it.
     *
     * @throws NoNotificationsException if it is not one of PostgreSQL's driver, or does not show it
     */
    static PostgresNotifications of(Connection connection) throws SQLException {
        for (ClassLoader loader : loadersThatMayKnowTheDriver(connection)) {
            try {
                Class<?> type = Class.forName(CONNECTION, false, loader);
                if (connection.isWrapperFor(type)) {
                    return new PostgresNotifications(connection.unwrap(type), type);
                }
            } catch (ReflectiveOperationException | LinkageError unknownHere) {
                continue;
            }
        }
        throw new NoNotificationsException(
                "the connection, a " + connection.getClass().getName() + ", cannot be unwrapped to " + CONNECTION);
    }

    /**
     * Returns the texts that have come on this channel; waits for the first, but no longer than this.
     *
     * @param channel its name
     * @param millis more than zero
     * @return perhaps none
     */
    List<String> await(String channel, int millis) throws SQLException {
        List<String> texts = new ArrayList<>();
        Object[] found = (Object[]) call(getNotifications, connection, millis);
        for (Object notification : found == null ? new Object[0] : found) {
            if (channel.equals(call(getName, notification))) {
                texts.add(String.valueOf(call(getParameter, notification)));
            }
        }
        return texts;
    }

    /**
     * The connection below what a pool has wrapped around it: some pools lose the place of a connection that is cut off
     * by their own one.
     *
     * @param pooled the one of the pool, for a server that does not show what is below
     */
    Connection physical(Connection pooled) {
        return connection instanceof Connection own ? own : pooled;
    }

    private static Object call(Method method, Object on, Object... arguments) throws SQLException {
        try {
            return method.invoke(on, arguments);
        } catch (InvocationTargetException thrown) {
            throw new SQLException(
                    method.getName() + " failed: " + rootOf(thrown).getMessage(), rootOf(thrown));
        } catch (IllegalAccessException kept) {
            throw new SQLException(method + " cannot be called", kept);
        }
    }

    /** A proxy that a server has put around the connection wraps what the driver throws. */
    private static Throwable rootOf(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null && !(root instanceof SQLException)) {
            root = root.getCause();
        }
        return root;
    }

    /**
     * Some pools wrap the connection but not its metadata, others give the connection itself when they are asked for
     * it.
     */
    private static Set<ClassLoader> loadersThatMayKnowTheDriver(Connection connection) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        Set<ClassLoader> loaders = new LinkedHashSet<>();
        for (Object one :
                new Object[] {connection.unwrap(Connection.class), metaData, metaData.getConnection(), connection}) {
            if (one != null) {
                loaders.add(one.getClass().getClassLoader());
            }
        }
        loaders.add(Thread.currentThread().getContextClassLoader());
        loaders.remove(null);
        return loaders;
    }
}
