package dev.raquel.fault.node;

import dev.raquel.ApplicationUnit;
import dev.raquel.Raquel;
import dev.raquel.fault.wire.FaultyJdbc;
import io.agroal.api.AgroalDataSource;
import jakarta.persistence.EntityManagerFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A node in a JVM of its own. Says {@code ready} once its handlers are started, and obeys lines of its standard input;
 * at the end of that it dies at once, so that none outlives its test. Ends in good order when it is asked to, by a
 * signal.
 */
public final class NodeMain {

    /** What the drivers say of faults is known already. Held, or the logging system would forget it. */
    private static final Logger HIBERNATE = Logger.getLogger("org.hibernate");

    private final FaultyJdbc faults;
    private final FullPool full;
    private final Work work;

    private NodeMain(FaultyJdbc faults, FullPool full, Work work) {
        this.faults = faults;
        this.full = full;
        this.work = work;
    }

    /** Runs until its input or its process ends. */
    public static void main(String[] arguments) throws IOException {
        HIBERNATE.setLevel(Level.OFF);
        NodeSettings settings = NodeSettings.of(arguments);
        FaultyJdbc faults = new FaultyJdbc(settings.seed());
        AgroalDataSource pool = PooledConnections.pool(
                settings.url(),
                settings.user(),
                settings.password(),
                NodeSettings.POOL_SIZE,
                NodeSettings.SOCKET_TIMEOUT);
        EntityManagerFactory factory = ApplicationUnit.over(faults.around(pool));
        Raquel raquel = Raquel.over(factory)
                .nodeName(settings.name())
                .pollInterval(Duration.ofMillis(200))
                .reclaimAfter(NodeSettings.RECLAIM_AFTER)
                .shutdownTimeout(NodeSettings.SHUTDOWN_TIMEOUT)
                .build();
        Work work = new Work(raquel, factory, NodeSettings.RECLAIM_AFTER);
        Queues.of(settings.queues()).forEach(queue -> work.subscribe(queue).start());
        Runtime.getRuntime().addShutdownHook(new Thread(raquel::close));
        System.out.println("ready");
        new NodeMain(faults, new FullPool(pool), work).obey();
        Runtime.getRuntime().halt(1);
    }

    private void obey() throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "fail" -> faults.failWith(Double.parseDouble(words[1]));
                case "time" -> System.out.println(System.currentTimeMillis());
                case "failed" -> System.out.println(faults.failed());
                case "go-on" -> work.goOn();
                case "exhaust" -> full.begin();
                case "release" -> System.out.println(full.end());
                default -> throw new IllegalArgumentException(line);
            }
        }
    }
}
