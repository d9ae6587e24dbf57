package dev.raquel.internal.wakeup;

import dev.raquel.internal.store.JobQueries;
import dev.raquel.internal.store.Sessions;
import dev.raquel.spi.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages, each in a transaction of its own: a transaction that has notified takes a lock at its commit for
 * which all others of the database that have done so wait, and business transactions must not. Used by one thread at a
 * time.
 */
final class Broadcast {

    private final Transactions transactions;
    private final Sessions sessions;
    private final String table;
    private @Nullable Channel channel;

    Broadcast(Transactions transactions, Sessions sessions, String table) {
        this.transactions = transactions;
        this.sessions = sessions;
        this.table = table;
    }

    void send(Message message) {
        transactions.inNew(() -> sessions.with(session -> {
            session.doWork(connection -> send(connection, message));
            return message;
        }));
    }

    private void send(Connection connection, Message message) throws SQLException {
        Channel to = channel == null ? Channel.of(connection, table) : channel;
        try (var statement = connection.prepareStatement(JobQueries.NOTIFY)) {
            statement.setString(1, to.name());
            statement.setString(2, message.text());
            statement.execute();
        }
        channel = to;
    }
}
