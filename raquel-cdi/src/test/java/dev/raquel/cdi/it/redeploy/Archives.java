package dev.raquel.cdi.it.redeploy;

import dev.raquel.cdi.it.redeploy.application.ClassLoaders;
import dev.raquel.cdi.it.redeploy.application.Work;
import dev.raquel.cdi.it.redeploy.observer.Observer;
import dev.raquel.cdi.it.server.Descriptors;
import dev.raquel.cdi.it.server.Libraries;
import dev.raquel.testing.TestDatabase;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** What is deployed. */
final class Archives {

    /**
     * Complete: the server looks neither for annotations nor for fragments, and Payara starts the unit only for the
     * reference.
     */
    private static final String WEB_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0" metadata-complete="true">
              <data-source>
                <name>java:app/jdbc/orders</name>
                <class-name>org.postgresql.ds.PGSimpleDataSource</class-name>
                <url>%s&amp;ApplicationName=%s</url>
                <user>%s</user>
                <password>%s</password>
                <transactional>true</transactional>
                <max-pool-size>20</max-pool-size>
              </data-source>
              <persistence-context-ref>
                <persistence-context-ref-name>persistence/orders</persistence-context-ref-name>
                <persistence-unit-name>orders</persistence-unit-name>
              </persistence-context-ref>
            </web-app>
            """;

    /** Jobs that come by plain SQL wake nobody. The ordinal puts it above what the server says. */
    private static final String SETTINGS = """
            config_ordinal = 500
            raquel.poll-interval = PT0.2S
            """;

    private static final String NOTIFIED = """
            config_ordinal = 500
            raquel.poll-interval = PT30M
            raquel.notify-nodes = true
            """;

    private Archives() {}

    /** Handles jobs of this database. */
    static WebArchive application(TestDatabase database) {
        return application(database, SETTINGS);
    }

    /** The same; it is told of them. */
    static WebArchive notifiedApplication(TestDatabase database) {
        return application(database, NOTIFIED);
    }

    private static WebArchive application(TestDatabase database, String settings) {
        WebArchive war = ShrinkWrap.create(WebArchive.class, "redeployed.war")
                .addPackage(Work.class.getPackage())
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
                .addAsResource(Descriptors.persistenceXml(Descriptors.unit("orders", "")), "META-INF/persistence.xml")
                .addAsResource(new StringAsset(settings), "META-INF/microprofile-config.properties")
                .setWebXML(new StringAsset(WEB_XML.formatted(
                        database.jdbcUrl(), Books.APPLICATION, database.user(), database.password())));
        return war.addAsLibraries(Libraries.ofQueue());
    }

    /** Stays, and looks at the server from inside. */
    static WebArchive observer() {
        return ShrinkWrap.create(WebArchive.class, "observer.war").addClasses(Observer.class, ClassLoaders.class);
    }
}
