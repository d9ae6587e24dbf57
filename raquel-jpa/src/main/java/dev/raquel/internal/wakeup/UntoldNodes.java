package dev.raquel.internal.wakeup;

import java.util.concurrent.ThreadFactory;

/** Nodes that find jobs by polling alone. */
final class UntoldNodes implements OtherNodes {

    @Override
    public void added(String queue, long scheduledAt) {
        // they will see it
    }

    @Override
    public Runnable listen(ThreadFactory threads) {
        return () -> {};
    }

    @Override
    public void close() {
        // nothing is open
    }
}
