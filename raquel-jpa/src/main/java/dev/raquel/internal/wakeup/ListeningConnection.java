package dev.raquel.internal.wakeup;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.engine.jdbc.connections.spi.JdbcConnectionAccess;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * A connection that hears what is told of a job table. It comes from where the persistence unit has all of its
 * connections, and is outside any transaction: inside one, nothing is heard. Used by one thread; others may
 * {@link #abort} it.
 */
final class ListeningConnection implements AutoCloseable {

    private static final Logger LOG = System.getLogger("dev.raquel");
    static final int SECONDS_TO_ANSWER = 5;
    private static final int MOST_DEAD = 3;

    private final StatelessSession session;
    private final JdbcConnectionAccess source;
    private final Connection connection;
    private final PostgresNotifications notifications;
    private final Channel channel;
    private boolean broken;

    private ListeningConnection(
            StatelessSession session, JdbcConnectionAccess source, Connection connection, String table)
            throws SQLException {
        this.session = session;
        this.source = source;
        this.connection = connection;
        this.notifications = PostgresNotifications.of(connection);
        this.channel = Channel.of(connection, table);
    }

    /**
     * Takes a connection, which does not listen yet.
     *
     * @throws NoNotificationsException if it never can
     */
    static ListeningConnection open(SessionFactory factory, String table) throws SQLException {
        StatelessSession session = factory.openStatelessSession();
        JdbcConnectionAccess source = ((SharedSessionContractImplementor) session).getJdbcConnectionAccess();
        List<Connection> unfit = new ArrayList<>();
        try {
            return firstThatAnswers(session, source, table, unfit);
        } catch (SQLException | RuntimeException | Error failure) {
            session.close();
            throw failure;
        } finally {
            unfit.forEach(connection -> giveBack(source, connection));
        }
    }

    /** A pool that does not look at its connections hands a dead one out again and again, unless somebody holds it. */
    private static ListeningConnection firstThatAnswers(
            StatelessSession session, JdbcConnectionAccess source, String table, List<Connection> unfit)
            throws SQLException {
        while (true) {
            Connection connection = source.obtainConnection();
            unfit.add(connection);
            try {
                requireAnswer(connection);
                ListeningConnection fit = new ListeningConnection(session, source, connection, table);
                unfit.remove(unfit.size() - 1);
                return fit;
            } catch (SQLException failure) {
                if (unfit.size() == MOST_DEAD || Thread.currentThread().isInterrupted()) {
                    throw failure;
                }
            }
        }
    }

    /** Makes the connection hear what is told, from now on. */
    void listen() throws SQLException {
        execute(channel.listen());
    }

    /** Returns what was told; waits for the first message, but no longer than this. */
    List<String> await(int millis) throws SQLException {
        try {
            return notifications.await(channel.name(), millis);
        } catch (SQLException failure) {
            broken = true;
            throw failure;
        }
    }

    /** Asks the database, since a connection that has lost its other end looks like one that has nothing to say. */
    void requireAlive() throws SQLException {
        try {
            requireAnswer(connection);
        } catch (SQLException failure) {
            broken = true;
            throw failure;
        }
        endTransaction();
    }

    /** Asks a connection whether it is alive; no other call of a connection has a time limit of its own. */
    private static void requireAnswer(Connection connection) throws SQLException {
        if (!connection.isValid(SECONDS_TO_ANSWER)) {
            throw new SQLException("A connection to listen on did not answer within " + SECONDS_TO_ANSWER + " seconds");
        }
    }

    /** Cuts the connection off, so that whoever waits on it goes on. */
    void abort() {
        try {
            notifications.physical(connection).abort(Runnable::run);
        } catch (SQLException | RuntimeException failure) {
            LOG.log(Level.DEBUG, "A connection that is no longer wanted could not be cut off", failure);
        }
    }

    /**
     * Gives the connection back as it came. If it is broken, it is cut off, and used once more, so that its pool sees
     * what it is. If it might still listen, it is cut off, too.
     */
    @Override
    public void close() {
        if (broken) {
            abort();
        }
        try {
            execute(channel.unlisten());
        } catch (SQLException | RuntimeException failure) {
            LOG.log(Level.DEBUG, "A connection could not be told to listen no more", failure);
            abort();
        }
        giveBack(source, connection);
        session.close();
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
            endTransaction();
        } catch (SQLException failure) {
            broken = true;
            throw failure;
        }
    }

    /** Some pools hand connections out that begin transactions by themselves. */
    private void endTransaction() throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }

    private static void giveBack(JdbcConnectionAccess source, Connection connection) {
        try {
            source.releaseConnection(connection);
        } catch (SQLException | RuntimeException failure) {
            LOG.log(Level.DEBUG, "A connection could not be given back", failure);
        }
    }
}
