package dev.raquel.contract;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/** A datasource in front of another one that notes each error of the database. Safe for use by many threads. */
final class NotedErrors {

    private final List<SQLException> errors = new CopyOnWriteArrayList<>();
    private final DataSource dataSource;

    /** Each connection runs these statements before it is handed out. */
    NotedErrors(DataSource real, List<String> onConnect) {
        dataSource = noting(DataSource.class, real, onConnect);
    }

    DataSource dataSource() {
        return dataSource;
    }

    /** What the database said, in order. */
    List<SQLException> all() {
        return List.copyOf(errors);
    }

    private <T> T noting(Class<T> type, Object real, List<String> onConnect) {
        InvocationHandler handler = (proxy, method, args) -> {
            try {
                return wrapped(method.invoke(real, args), onConnect);
            } catch (InvocationTargetException failure) {
                if (failure.getCause() instanceof SQLException error) {
                    errors.add(error);
                }
                throw failure.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private Object wrapped(Object result, List<String> onConnect) throws SQLException {
        if (result instanceof Connection connection) {
            for (String sql : onConnect) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(sql);
                }
            }
            return noting(Connection.class, connection, List.of());
        }
        return result instanceof java.sql.PreparedStatement statement
                ? noting(java.sql.PreparedStatement.class, statement, List.of())
                : result;
    }
}
