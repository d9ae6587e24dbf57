package dev.raquel.cdi.it.units;

import static dev.raquel.cdi.it.server.Descriptors.applicationXml;
import static dev.raquel.cdi.it.server.Descriptors.dataSource;
import static dev.raquel.cdi.it.server.Descriptors.persistenceXml;
import static dev.raquel.cdi.it.server.Descriptors.property;
import static dev.raquel.cdi.it.server.Descriptors.unit;
import static dev.raquel.cdi.it.server.Descriptors.webXml;

import dev.raquel.cdi.it.server.Libraries;
import dev.raquel.cdi.it.units.application.Business;
import dev.raquel.cdi.it.units.application.Desk;
import dev.raquel.cdi.it.units.application.Effect;
import dev.raquel.cdi.it.units.application.FirstHandler;
import dev.raquel.cdi.it.units.application.HandlerWithoutData;
import dev.raquel.cdi.it.units.application.MarkedOrders;
import dev.raquel.cdi.it.units.application.Report;
import dev.raquel.cdi.it.units.application.Reporter;
import dev.raquel.cdi.it.units.application.Reports;
import dev.raquel.cdi.it.units.application.SecondHandler;
import dev.raquel.cdi.it.units.application.TrailingNote;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** What the tests deploy: variations of an application that takes orders. */
final class Applications {

    private Applications() {}

    /** One that does nothing, to learn the server's address from. */
    static WebArchive probe() {
        return ShrinkWrap.create(WebArchive.class, "probe.war").addAsWebResource(EmptyAsset.INSTANCE, "index.html");
    }

    /** The usual: one unit, the library beside it. */
    static WebArchive war(String name, Class<?>... handlers) {
        return war(name)
                .addClasses(handlers)
                .addAsResource(persistenceXml(orders("")), "META-INF/persistence.xml")
                .setWebXML(webXml(dataSource("orders", Databases.orders())));
    }

    /** Two units of two databases, of which only one has a job table. */
    static WebArchive twoUnits(String name, String ordersProperties, String reportsProperties) {
        return war(name)
                .addClasses(FirstHandler.class, Report.class, Reports.class)
                .addAsResource(
                        persistenceXml(orders(ordersProperties), reports(reportsProperties)),
                        "META-INF/persistence.xml")
                .setWebXML(
                        webXml(dataSource("orders", Databases.orders()), dataSource("reports", Databases.reports())));
    }

    /** The name is given where the jobs are to be, and the other unit would not start with an entity more. */
    static WebArchive named() {
        String name = property("raquel.persistence-unit", "orders");
        return twoUnits("named.war", name, name + property("hibernate.hbm2ddl.auto", "validate"));
    }

    /** The application produces an entity manager with our qualifier. */
    static WebArchive marked() {
        return twoUnits("marked.war", "", "").addClass(MarkedOrders.class);
    }

    static WebArchive undecided() {
        return twoUnits("undecided.war", "", "");
    }

    /** The library and a handler, and no persistence.xml. */
    static WebArchive noUnit() {
        return withLibraries(ShrinkWrap.create(WebArchive.class, "nounit.war"))
                .addClass(HandlerWithoutData.class)
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
    }

    /** The library, and nothing that uses it. */
    static WebArchive unused() {
        return withLibraries(ShrinkWrap.create(WebArchive.class, "unused.war"))
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
    }

    /**
     * The library in the lib directory, a business bean in a module of its own, and the unit in the web application.
     */
    static EnterpriseArchive earWithTheUnitInTheWar() {
        return ear(
                "inwar",
                web("inwar-web.war")
                        .addClasses(Effect.class, Business.class, TrailingNote.class, Reporter.class)
                        .addAsResource(persistenceXml(orders("")), "META-INF/persistence.xml"));
    }

    /** The library and the unit in the lib directory, business beans in a module of their own, two web applications. */
    static EnterpriseArchive earWithTheUnitInLib() {
        JavaArchive unit = ShrinkWrap.create(JavaArchive.class, "unit.jar")
                .addClass(Effect.class)
                .addAsManifestResource(persistenceXml(orders("")), "persistence.xml");
        JavaArchive business = ShrinkWrap.create(JavaArchive.class, "business.jar")
                .addClass(Business.class)
                .addAsManifestResource(EmptyAsset.INSTANCE, "beans.xml");
        WebArchive second = ShrinkWrap.create(WebArchive.class, "inlib-second.war")
                .addClasses(SecondHandler.class, TrailingNote.class, Reporter.class)
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
        return ear("inlib", web("inlib-web.war"), second)
                .addAsModule(business)
                .addAsLibrary(unit)
                .setApplicationXML(applicationXml(
                        "inlib",
                        webModule("inlib-web") + webModule("inlib-second") + "<module><ejb>business.jar</ejb></module>",
                        dataSource("orders", Databases.orders())));
    }

    /** The library in the web application, which is inside an EAR. */
    static EnterpriseArchive earWithTheLibraryInTheWar() {
        return ShrinkWrap.create(EnterpriseArchive.class, "deep.ear")
                .addAsModule(war("deep-web.war", FirstHandler.class))
                .setApplicationXML(applicationXml("deep", webModule("deep-web")));
    }

    private static EnterpriseArchive ear(String name, WebArchive... wars) {
        EnterpriseArchive ear = ShrinkWrap.create(EnterpriseArchive.class, name + ".ear");
        StringBuilder modules = new StringBuilder();
        for (WebArchive war : wars) {
            ear.addAsModule(war);
            modules.append(webModule(war.getName().replace(".war", "")));
        }
        ear.addAsLibraries(Libraries.ofQueue());
        return ear.setApplicationXML(
                applicationXml(name, modules.toString(), dataSource("orders", Databases.orders())));
    }

    /** A unit "orders" with the application's data. */
    private static String orders(String properties) {
        return unit("orders", properties, Effect.class);
    }

    /** Another unit, of another datasource. */
    private static String reports(String properties) {
        return unit("reports", properties, Report.class);
    }

    private static String webModule(String name) {
        return "<module><web><web-uri>%1$s.war</web-uri><context-root>/%1$s</context-root></web></module>"
                .formatted(name);
    }

    private static WebArchive war(String name) {
        return withLibraries(web(name).addClasses(Effect.class, Business.class).deleteClass(FirstHandler.class));
    }

    private static WebArchive web(String name) {
        return ShrinkWrap.create(WebArchive.class, name)
                .addClasses(Desk.class, FirstHandler.class)
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
    }

    private static WebArchive withLibraries(WebArchive war) {
        return war.addAsLibraries(Libraries.ofQueue());
    }
}
