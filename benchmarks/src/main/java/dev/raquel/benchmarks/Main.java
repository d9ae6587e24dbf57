package dev.raquel.benchmarks;

import dev.raquel.benchmarks.database.Server;
import dev.raquel.benchmarks.enqueue.Enqueue;
import dev.raquel.benchmarks.flat.Decay;
import dev.raquel.benchmarks.flat.Flat;
import dev.raquel.benchmarks.idle.Idle;
import dev.raquel.benchmarks.idle.Memory;
import dev.raquel.benchmarks.idle.StatementsPerJob;
import dev.raquel.benchmarks.inside.Inside;
import dev.raquel.benchmarks.latency.Flow;
import dev.raquel.benchmarks.latency.Latency;
import dev.raquel.benchmarks.throughput.Throughput;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs one program by its name, or all. */
public final class Main {

    private static final Map<String, Program> PROGRAMS = new LinkedHashMap<>();

    static {
        PROGRAMS.put("throughput", new Throughput());
        PROGRAMS.put("inside", new Inside());
        PROGRAMS.put("enqueue", new Enqueue());
        PROGRAMS.put("flat", new Flat());
        PROGRAMS.put("decay", new Decay());
        PROGRAMS.put("latency", new Latency());
        PROGRAMS.put("flow", new Flow());
        PROGRAMS.put("idle", new Idle());
        PROGRAMS.put("memory", new Memory());
        PROGRAMS.put("statements", new StatementsPerJob());
    }

    private Main() {}

    public static void main(String[] names) throws Exception {
        Settings settings = Settings.given();
        System.out.printf(
                "%d processors, load %.1f before the start; anything much above 0 spoils what follows%n",
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        try (Server server = Server.start()) {
            for (String name : names) {
                if (name.equals("all")) {
                    for (Program program : PROGRAMS.values()) {
                        program.run(server, settings);
                    }
                } else {
                    named(name).run(server, settings);
                }
            }
        }
        System.exit(0); // peers leave threads behind
    }

    private static Program named(String name) {
        Program program = PROGRAMS.get(name);
        if (program == null) {
            throw new IllegalArgumentException(
                    "No program '" + name + "'; there are " + PROGRAMS.keySet() + " and all");
        }
        return program;
    }
}
