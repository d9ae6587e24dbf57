package dev.raquel.internal.claim;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/** A datasource in front of another one that keeps what is really sent: each statement, with its parameters. */
final class SentStatements {

    private final List<Sent> sent = new CopyOnWriteArrayList<>();

    /** The other datasource's connections, which are of READ COMMITTED, and heard. */
    DataSource listeningTo(DataSource real) {
        return proxy(DataSource.class, (method, args) -> {
            Object result = method.invoke(real, args);
            return result instanceof Connection connection ? listeningTo(connection) : result;
        });
    }

    private Connection listeningTo(Connection real) throws Exception {
        real.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        return proxy(Connection.class, (method, args) -> {
            Object result = method.invoke(real, args);
            return result instanceof PreparedStatement statement && args[0] instanceof String sql
                    ? listeningTo(statement, sql)
                    : result;
        });
    }

    private PreparedStatement listeningTo(PreparedStatement real, String sql) {
        List<Parameter> parameters = new ArrayList<>();
        return proxy(PreparedStatement.class, (method, args) -> {
            if (method.getName().startsWith("set") && args.length > 1) {
                parameters.add(new Parameter(method, args));
            } else if (method.getName().startsWith("execute")) {
                sent.add(new Sent(sql, List.copyOf(parameters)));
                parameters.clear();
            }
            return method.invoke(real, args);
        });
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

    /** What this work sends. */
    List<Sent> during(Runnable work) {
        sent.clear();
        work.run();
        return List.copyOf(sent);
    }

    private interface Call {
        Object on(Method method, Object[] args) throws Exception;
    }

    /** A parameter, as it was set. */
    record Parameter(Method setter, Object[] args) {

        /** The value; null if it was set to NULL. */
        Object value() {
            return setter.getName().equals("setNull") ? null : args[1];
        }
    }

    /** A statement that was sent. */
    record Sent(String sql, List<Parameter> parameters) {

        /** Prepares this statement, with something in front, and binds its parameters. */
        PreparedStatement prepared(Connection connection, String prefix) throws Exception {
            PreparedStatement statement = connection.prepareStatement(prefix + sql);
            for (Parameter parameter : parameters) {
                parameter.setter().invoke(statement, parameter.args());
            }
            return statement;
        }
    }
}
