package dev.raquel.fault.node;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration.TransactionIsolation;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A node's pool, as an application would have it: connections are looked at before they are handed out. Not without a
 * timeout: MariaDB's driver takes that for "wait for ever", whatever its socketTimeout is.
 */
public final class PooledConnections {

    private PooledConnections() {}

    /** So many connections at most; whoever wants one more waits for so long. */
    public static AgroalDataSource pool(String url, String user, String password, int most, Duration patience) {
        try {
            return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                    .connectionPoolConfiguration(pool -> pool.maxSize(most)
                            .acquisitionTimeout(patience)
                            .validateOnBorrow(true)
                            .connectionValidator(ConnectionValidator.defaultValidatorWithTimeout(
                                    (int) NodeSettings.SOCKET_TIMEOUT.toSeconds()))
                            .connectionFactoryConfiguration(connection -> connection
                                    .jdbcUrl(url)
                                    .jdbcTransactionIsolation(TransactionIsolation.READ_COMMITTED)
                                    .principal(new NamePrincipal(user))
                                    .credential(new SimplePassword(password)))));
        } catch (SQLException e) {
            throw new IllegalStateException(url, e);
        }
    }
}
