package dev.raquel.internal.wakeup;

import dev.raquel.internal.store.Database;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.ThreadFactory;

/** Nodes that notify each other on PostgreSQL. */
final class NotifiedNodes implements OtherNodes {

    private static final int RANDOM_BYTES = 6;

    private final Notifier notifier;
    private final Listening listening;

    NotifiedNodes(Database database, InstantSource clock, ThreadFactory threads, Ears ears) {
        String table = database.table();
        String self = random();
        this.notifier =
                new Notifier(self, new Broadcast(database.transactions(), database.sessions(), table), clock, threads);
        this.listening = new Listening(
                () -> new Listener(() -> ListeningConnection.open(database.factory(), table), self, ears));
    }

    @Override
    public void added(String queue, long scheduledAt) {
        notifier.added(queue, scheduledAt);
    }

    @Override
    public Runnable listen(ThreadFactory threads) {
        return listening.begin(threads);
    }

    @Override
    public void close() {
        notifier.close();
    }

    /** A name by which a node knows its own messages; it has a new one after a restart. */
    private static String random() {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
