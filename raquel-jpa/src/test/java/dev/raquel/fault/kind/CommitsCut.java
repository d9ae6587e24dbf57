package dev.raquel.fault.kind;

import dev.raquel.fault.wire.CommitCut;
import java.time.Duration;
import java.util.Random;

/** Some commits of a node are cut off: before the database hears of them, or before its answer is back. */
final class CommitsCut implements Fault {

    private final CommitCut how;

    CommitsCut(CommitCut how) {
        this.how = how;
    }

    @Override
    public String name() {
        return switch (how) {
            case BEFORE -> "connection cut before a commit got through";
            case MEANWHILE -> "connection cut right after a commit was sent";
            case AFTER -> "connection cut after a commit, its answer lost";
        };
    }

    @Override
    public int strike(Arena arena, Random random) throws InterruptedException {
        return arena.onOne(random, node -> {
            int before = node.proxy().commitsCut();
            try {
                for (int i = 3 + random.nextInt(10); i > 0; i--) {
                    node.proxy().cutNextCommit(how);
                    Arena.last(random, Duration.ofMillis(10), Duration.ofMillis(300));
                }
            } finally {
                node.proxy().spareCommits();
            }
            return node.proxy().commitsCut() - before;
        });
    }
}
