package dev.raquel.cdi.it.config;

import static dev.raquel.cdi.it.server.Descriptors.dataSource;
import static dev.raquel.cdi.it.server.Descriptors.persistenceXml;
import static dev.raquel.cdi.it.server.Descriptors.unit;
import static dev.raquel.cdi.it.server.Descriptors.webXml;

import dev.raquel.cdi.it.server.Application;
import dev.raquel.cdi.it.server.Libraries;
import dev.raquel.testing.PostgresDatabase;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** A WAR that brings its settings along. */
final class ConfiguredApplication {

    private ConfiguredApplication() {}

    static WebArchive war(String name, String settings) {
        return Application.empty(name)
                .addClasses(ConfigIT.class, Crowd.class, CrowdTable.class)
                .addAsResource(persistenceXml(unit("crowd", "")), "META-INF/persistence.xml")
                .addAsResource(new StringAsset(settings), "META-INF/microprofile-config.properties")
                .setWebXML(webXml(dataSource("crowd", PostgresDatabase.fresh())))
                .addAsLibraries(Libraries.ofQueue())
                .addAsLibraries(Libraries.ofTests());
    }
}
