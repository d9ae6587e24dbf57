package dev.raquel.testing;

import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** H2, in memory and in process. */
public final class H2Database extends TestDatabase {

    private final JdbcDataSource dataSource = new JdbcDataSource();

    private H2Database(String jdbcUrl) {
        super(jdbcUrl, "sa", "");
        dataSource.setUrl(jdbcUrl);
        dataSource.setUser(user());
        dataSource.setPassword(password());
    }

    /** A new database, which lives until it is closed, connected or not. */
    public static H2Database fresh() {
        return new H2Database("jdbc:h2:mem:" + uniqueName() + ";DB_CLOSE_DELAY=-1");
    }

    @Override
    public String name() {
        return "H2";
    }

    @Override
    public DataSource dataSource() {
        return dataSource;
    }

    @Override
    public void close() {
        execute("shutdown immediately");
    }
}
