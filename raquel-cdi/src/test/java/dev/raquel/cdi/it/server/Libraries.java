package dev.raquel.cdi.it.server;

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
import java.util.List;
import java.util.stream.Stream;
import liquibase.Liquibase;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ExplodedImporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

/** What applications bring along: the jars, or directories, of the class path that have these classes. */
public final class Libraries {

    private static final List<String> QUEUE = names(
            Queue.class,
            RaquelService.class,
            RaquelChangeLog.class,
            ObjectMapper.class,
            JsonFactory.class,
            JsonProperty.class,
            JavaTimeModule.class,
            Jdk8Module.class,
            org.postgresql.Driver.class);

    private static final List<String> LIQUIBASE = names(
            Liquibase.class,
            com.opencsv.CSVReader.class,
            org.apache.commons.io.IOUtils.class,
            org.apache.commons.lang3.StringUtils.class,
            org.apache.commons.text.StringEscapeUtils.class,
            org.apache.commons.collections4.CollectionUtils.class,
            org.yaml.snakeyaml.Yaml.class,
            javax.xml.bind.JAXB.class);

    private static final List<String> TESTS =
            names(org.assertj.core.api.Assertions.class, org.awaitility.Awaitility.class, org.hamcrest.Matcher.class);

    private Libraries() {}

    /** The queue and what it needs on this server, and PostgreSQL's driver. */
    public static List<JavaArchive> ofQueue() {
        return Stream.concat(QUEUE.stream(), Server.launched().librariesOfHibernate().stream())
                .map(Libraries::with)
                .toList();
    }

    /** Liquibase, which runs the queue's change log. */
    static List<JavaArchive> ofLiquibase() {
        return LIQUIBASE.stream().map(Libraries::with).toList();
    }

    /** What tests say what they expect with. */
    public static List<JavaArchive> ofTests() {
        return TESTS.stream().map(Libraries::with).toList();
    }

    private static List<String> names(Class<?>... inside) {
        return Stream.of(inside).map(Class::getName).toList();
    }

    private static JavaArchive with(String inside) {
        try {
            Class<?> type = Class.forName(inside, false, Libraries.class.getClassLoader());
            File place = new File(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            return place.isFile()
                    ? ShrinkWrap.createFromZipFile(JavaArchive.class, place)
                    : ShrinkWrap.create(ExplodedImporter.class, type.getPackageName() + ".jar")
                            .importDirectory(place)
                            .as(JavaArchive.class);
        } catch (ClassNotFoundException | URISyntaxException e) {
            throw new IllegalStateException(inside, e);
        }
    }
}
