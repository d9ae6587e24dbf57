package dev.raquel.fault.kind;

import dev.raquel.fault.wire.CommitCut;
import java.time.Duration;
import java.util.Random;

/** Whoever enqueues loses its connections, at commits among others, and does not know which of its jobs are there. */
final class EnqueuerCut implements Fault {

    @Override
    public String name() {
        return "connections and commits of the enqueuer cut";
    }

    @Override
    public int strike(Arena arena, Random random) throws InterruptedException {
        int before = arena.enqueuer().commitsCut();
        int connections = 0;
        try {
            for (CommitCut how : CommitCut.values()) {
                arena.enqueuer().cutNextCommit(how);
                Arena.last(random, Duration.ofMillis(200), Duration.ofMillis(800));
            }
            connections = arena.enqueuer().cutAll();
        } finally {
            arena.enqueuer().spareCommits();
        }
        int commits = arena.enqueuer().commitsCut() - before;
        return commits == 0 ? 0 : commits + connections;
    }
}
