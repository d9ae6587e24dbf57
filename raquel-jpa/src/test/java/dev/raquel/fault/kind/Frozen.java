package dev.raquel.fault.kind;

import dev.raquel.fault.node.NodeSettings;
import dev.raquel.fault.site.Signals;
import java.util.Random;

/**
 * A node is frozen until its leases have run out and others have taken its jobs, and goes on as if nothing had been.
 */
final class Frozen implements Fault {

    @Override
    public String name() {
        return "node frozen for longer than its leases (SIGSTOP, SIGCONT)";
    }

    @Override
    public int strike(Arena arena, Random random) throws InterruptedException {
        return arena.onOne(random, node -> {
            Signals.send("STOP", node.pid());
            try {
                Arena.last(
                        random,
                        NodeSettings.RECLAIM_AFTER.plusMillis(1_500),
                        NodeSettings.RECLAIM_AFTER.plusMillis(3_000));
            } finally {
                Signals.send("CONT", node.pid());
            }
            return 1;
        });
    }
}
