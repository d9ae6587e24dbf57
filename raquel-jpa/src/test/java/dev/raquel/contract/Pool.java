package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.testing.TestDatabase;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration.TransactionIsolation;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** A connection pool that can tell whether a connection was left behind. */
final class Pool implements AutoCloseable {

    private final AgroalDataSource dataSource;

    /** As Raquel needs it; MariaDB and MySQL have another default. */
    Pool(TestDatabase database, int size) {
        this(database, size, TransactionIsolation.READ_COMMITTED);
    }

    Pool(TestDatabase database, int size, TransactionIsolation isolation) {
        this(database.jdbcUrl(), size, isolation, database.user(), database.password());
    }

    /** For somebody else than the owner of the database, whom its address may name. */
    Pool(TestDatabase database, int size, String user, String password) {
        this(database.jdbcUrl().replaceAll("\\?.*", ""), size, TransactionIsolation.READ_COMMITTED, user, password);
    }

    /** Whose connections do not wait for a lock: not long, or, on MariaDB and MySQL, a second. */
    static Pool ofTheImpatient(TestDatabase database, int size) {
        String url = database.jdbcUrl();
        String setting = url.startsWith("jdbc:h2:")
                ? ";lock_timeout=100"
                : url.startsWith("jdbc:postgresql:")
                        ? "options=-c%20lock_timeout=100ms"
                        : "sessionVariables=innodb_lock_wait_timeout=1";
        String between = setting.startsWith(";") ? "" : url.contains("?") ? "&" : "?";
        return new Pool(
                url + between + setting,
                size,
                TransactionIsolation.READ_COMMITTED,
                database.user(),
                database.password());
    }

    private Pool(String jdbcUrl, int size, TransactionIsolation isolation, String user, String password) {
        try {
            dataSource = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                    .metricsEnabled()
                    .connectionPoolConfiguration(pool -> pool.maxSize(size)
                            .exceptionSorter(new PostgreSQLExceptionSorter()) // else it keeps dead ones
                            .acquisitionTimeout(Duration.ofSeconds(20))
                            .connectionFactoryConfiguration(connection -> connection
                                    .jdbcUrl(jdbcUrl)
                                    .jdbcTransactionIsolation(isolation)
                                    .principal(new NamePrincipal(user))
                                    .credential(new SimplePassword(password)))));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    DataSource dataSource() {
        return dataSource;
    }

    long inUse() {
        return dataSource.getMetrics().activeCount();
    }

    void requireNoConnectionInUse() {
        await("no connection is left behind")
                .pollDelay(Duration.ZERO)
                .untilAsserted(() -> assertThat(inUse()).isZero());
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
