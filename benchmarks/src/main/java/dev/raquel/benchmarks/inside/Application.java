package dev.raquel.benchmarks.inside;

import dev.raquel.RaquelService;
import dev.raquel.benchmarks.database.Console;
import dev.raquel.benchmarks.inside.app.Rounds;
import dev.raquel.benchmarks.loop.Loop;
import dev.raquel.benchmarks.throughput.Work;
import dev.raquel.cdi.Queue;
import dev.raquel.liquibase.RaquelChangeLog;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The application as a WAR. */
final class Application {

    static final String NAME = "inside.war";

    private static final List<Class<?>> LIBRARIES = List.of(RaquelService.class, Queue.class, RaquelChangeLog.class);
    private static final List<Class<?>> PACKAGES =
            List.of(Console.class, Loop.class, Work.class, Kind.class, Rounds.class);

    private Application() {}

    static void writeTo(Path directory) {
        WebArchive war = ShrinkWrap.create(WebArchive.class, NAME)
                .addPackages(false, PACKAGES.stream().map(Class::getPackage).toArray(Package[]::new))
                .addAsLibraries(LIBRARIES.stream().map(Application::jar).toArray(File[]::new))
                .addAsResource("inside/persistence.xml", "META-INF/persistence.xml")
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
        war.as(ZipExporter.class).exportTo(directory.resolve(NAME).toFile(), true);
    }

    /** The jar that a class comes from. */
    static File jar(Class<?> type) {
        try {
            return new File(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
