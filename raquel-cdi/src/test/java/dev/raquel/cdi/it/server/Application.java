package dev.raquel.cdi.it.server;

import dev.raquel.cdi.it.application.Account;
import dev.raquel.cdi.it.application.Accounts;
import dev.raquel.cdi.it.application.Desk;
import dev.raquel.testing.PostgresDatabase;
import dev.raquel.testing.TestDatabase;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The application as a WAR: what a build with a dependency on raquel-cdi, raquel-liquibase, Liquibase and PostgreSQL's
 * driver makes.
 */
public final class Application {

    private Application() {}

    /** One that does nothing, for tests to run in. */
    public static WebArchive empty(String name) {
        return ShrinkWrap.create(WebArchive.class, name).addClasses(OnServer.class, OnServerCondition.class, Jdk.class);
    }

    /** The usual. */
    public static WebArchive war() {
        return war("", PostgresDatabase.fresh());
    }

    /**
     * The same, with a web.xml that forbids the server to look for annotations and fragments, and so for enterprise
     * beans: the table is there already.
     */
    public static WebArchive warWithCompleteWebXml() {
        return war(" metadata-complete=\"true\"", PostgresDatabase.fresh().migrate())
                .deleteClass(Desk.class);
    }

    private static WebArchive war(String attributes, TestDatabase database) {
        WebArchive war = empty("accounts.war")
                .addPackage(Accounts.class.getPackage())
                .addPackage("dev.raquel.cdi.it.contract")
                .addAsResource(
                        Descriptors.persistenceXml(Descriptors.unit("accounts", "", Account.class)),
                        "META-INF/persistence.xml")
                .setWebXML(Descriptors.webXmlWith(attributes, Descriptors.dataSource("accounts", database)));
        return war.addAsLibraries(Libraries.ofQueue())
                .addAsLibraries(Libraries.ofLiquibase())
                .addAsLibraries(Libraries.ofTests());
    }
}
