package dev.raquel.benchmarks.enqueue;

import com.gruelbox.transactionoutbox.TransactionManager;
import com.gruelbox.transactionoutbox.TransactionOutbox;
import com.zaxxer.hikari.HikariDataSource;
import dev.raquel.benchmarks.database.Database;
import dev.raquel.benchmarks.enqueue.Producer.Line;
import dev.raquel.benchmarks.loop.JobsTable;
import dev.raquel.benchmarks.peer.Gruelbox;
import dev.raquel.benchmarks.peer.NumberedCall;
import dev.raquel.benchmarks.raquel.RaquelNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;

/** Who enqueues one job in the transaction of one row of business data; only those who can do that at all. */
final class Singles {

    static final List<Producer> ALL = List.of(
            new Producer("Raquel enqueue", 3_000, false, (database, pool) -> raquel(database, pool, false)),
            new Producer("Raquel enqueue, notifying", 3_000, false, (database, pool) -> raquel(database, pool, true)),
            new Producer(Enqueue.LOOP, 3_500, false, Singles::loop),
            new Producer("transaction-outbox schedule", 3_000, true, Singles::gruelbox));

    private Singles() {}

    private static Line raquel(Database database, HikariDataSource pool, boolean notifyNodes) throws SQLException {
        createTables(database);
        RaquelNode node = RaquelNode.over(pool, Map.of(), settings -> settings.notifyNodes(notifyNodes));
        Clients clients = new Clients(job -> node.raquel().inTransaction(entityManager -> {
            entityManager.unwrap(Session.class).doWork(connection -> write(connection, job));
            return node.raquel().enqueue(JobsTable.QUEUE, job);
        }));
        return new Line() {
            @Override
            public void enqueue(int jobs) throws Exception {
                clients.enqueue(jobs);
            }

            @Override
            public String table() {
                return "jobs";
            }

            @Override
            public void close() {
                node.close();
            }
        };
    }

    private static Line loop(Database database, HikariDataSource pool) throws SQLException {
        createTables(database);
        Clients clients = new Clients(job -> {
            try (Connection connection = pool.getConnection()) {
                write(connection, job);
                InsertedJobs.insert(connection, job);
                connection.commit();
            }
        });
        return Batches.line("jobs", clients::enqueue);
    }

    private static Line gruelbox(Database database, HikariDataSource pool) throws SQLException {
        createTables(database);
        var transactions = TransactionManager.fromDataSource(pool);
        TransactionOutbox outbox = Gruelbox.outbox(transactions, call -> {}, type -> type);
        Clients clients = new Clients(job -> transactions.inTransactionThrows(transaction -> {
            write(transaction.connection(), job);
            outbox.schedule(NumberedCall.class).handle(job);
        }));
        return Batches.line("txno_outbox", clients::enqueue);
    }

    private static void createTables(Database database) throws SQLException {
        JobsTable.create(database);
        database.execute("create table business (data int not null)");
    }

    private static void write(Connection connection, int job) throws SQLException {
        try (PreparedStatement write = connection.prepareStatement("insert into business (data) values (?)")) {
            write.setInt(1, job);
            write.executeUpdate();
        }
    }
}
