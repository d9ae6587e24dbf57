package dev.raquel.cdi.it;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.raquel.RaquelService;
import dev.raquel.cdi.Queue;
import dev.raquel.liquibase.RaquelChangeLog;
import java.io.File;
import java.net.URISyntaxException;
import liquibase.Liquibase;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ExplodedImporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The application as a WAR: what a build with a dependency on raquel-cdi, raquel-liquibase and Liquibase makes. */
final class Application {

    private static final String PERSISTENCE_XML = """
            <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
              <persistence-unit name="accounts"/>
            </persistence>
            """;

    private Application() {}

    static WebArchive war(String name) {
        WebArchive war = ShrinkWrap.create(WebArchive.class, name)
                .addClasses(
                        Account.class,
                        Accounts.class,
                        Mails.class,
                        Opening.class,
                        Tables.class,
                        Visit.class,
                        WelcomeEmail.class)
                .addAsResource(new StringAsset(PERSISTENCE_XML), "META-INF/persistence.xml");
        for (Class<?> inside : new Class<?>[] {
            Queue.class,
            RaquelService.class,
            RaquelChangeLog.class,
            ObjectMapper.class,
            JsonFactory.class,
            JsonProperty.class,
            JavaTimeModule.class,
            Jdk8Module.class,
            Liquibase.class,
            com.opencsv.CSVReader.class,
            org.apache.commons.io.IOUtils.class,
            org.apache.commons.lang3.StringUtils.class,
            org.apache.commons.text.StringEscapeUtils.class,
            org.apache.commons.collections4.CollectionUtils.class,
            org.yaml.snakeyaml.Yaml.class,
            javax.xml.bind.JAXB.class,
            // for the tests
            org.awaitility.Awaitility.class,
            org.hamcrest.Matcher.class
        }) {
            war.addAsLibrary(libraryWith(inside));
        }
        return war;
    }

    private static JavaArchive libraryWith(Class<?> inside) {
        try {
            File place = new File(
                    inside.getProtectionDomain().getCodeSource().getLocation().toURI());
            return place.isFile()
                    ? ShrinkWrap.createFromZipFile(JavaArchive.class, place)
                    : ShrinkWrap.create(ExplodedImporter.class, inside.getPackageName() + ".jar")
                            .importDirectory(place)
                            .as(JavaArchive.class);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(inside.getName(), e);
        }
    }
}
