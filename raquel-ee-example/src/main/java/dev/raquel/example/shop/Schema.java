package dev.raquel.example.shop;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import java.sql.Connection;
import java.util.Map;
import javax.sql.DataSource;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;

/**
 * Brings the tables up to date when the shop is deployed, before the first job is claimed: startup beans come before
 * the web application starts, and Raquel starts with that. Liquibase commits by itself, so no JTA transaction here.
 */
@Startup
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class Schema {

    // To the server's log what would go to standard output; and no reports on its use to Liquibase's makers.
    private static final Map<String, Object> QUIET =
            Map.of(Scope.Attr.ui.name(), new LoggerUIService(), "liquibase.analytics.enabled", false);

    @Resource(lookup = "java:comp/DefaultDataSource")
    DataSource dataSource;

    @PostConstruct
    void update() {
        try (Connection connection = dataSource.getConnection()) {
            Scope.child(QUIET, () -> update(connection));
        } catch (Exception e) {
            throw new IllegalStateException("The shop's tables could not be brought up to date", e);
        }
    }

    private static void update(Connection connection) throws Exception {
        try (var liquibase =
                new Liquibase("db/changelog.xml", new ClassLoaderResourceAccessor(), new JdbcConnection(connection))) {
            liquibase.setShowSummary(UpdateSummaryEnum.OFF);
            liquibase.update();
        }
    }
}
