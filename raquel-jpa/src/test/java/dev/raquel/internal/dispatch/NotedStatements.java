package dev.raquel.internal.dispatch;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/** Notes what a persistence unit sends, in lower case and without blanks around equals signs. */
final class NotedStatements implements StatementInspector {

    private static final long serialVersionUID = 1L;

    private final transient List<String> sent = new CopyOnWriteArrayList<>();

    @Override
    public String inspect(String sql) {
        sent.add(sql.strip().toLowerCase(Locale.ROOT).replace(" = ", "="));
        return sql;
    }

    List<String> sent() {
        return sent;
    }
}
