package dev.raquel.benchmarks;

import dev.raquel.benchmarks.database.Server;

/** One question, measured. Prints and writes its answer; throws if what it ran was not right. */
@FunctionalInterface
public interface Program {

    void run(Server server, Settings settings) throws Exception;
}
