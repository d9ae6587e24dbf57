package dev.raquel.internal.wakeup;

import dev.raquel.internal.store.Database;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.concurrent.ThreadFactory;

/** The nodes that share the job table, as one of them speaks with them. Safe for use by many threads. */
public interface OtherNodes extends AutoCloseable {

    /** Nobody is told anything, and nobody is listened to. */
    OtherNodes UNTOLD = new UntoldNodes();

    /**
     * Nodes that are told of jobs by notifications of PostgreSQL. On another database nobody is told, and the log says
     * so.
     *
     * @param database whose job table they share
     * @param clock the database's time
     * @param threads makes the thread that tells
     * @param ears who is woken by what others tell
     */
    static OtherNodes notified(Database database, InstantSource clock, ThreadFactory threads, Ears ears) {
        Logger log = System.getLogger("dev.raquel");
        if (!database.traits().notifies()) {
            log.log(
                    Level.WARNING,
                    "Nodes are to notify each other of jobs, but only PostgreSQL can do that, and the dialect of this"
                            + " database is {0}. They find jobs by polling",
                    database.traits().dialectName());
            return UNTOLD;
        }
        return new NotifiedNodes(database, clock, threads, ears);
    }

    /**
     * Has other nodes told of a job that was committed here, and is due at this time of the database. Does not wait and
     * does not throw; the database is told on another thread. A job that starts later is told of by nobody: nodes find
     * it by polling.
     */
    void added(String queue, long scheduledAt);

    /**
     * Listens to what others tell, from now on, on a thread of this factory unless somebody listens here already.
     *
     * @return ends it; waits for the thread, a few seconds at most
     */
    Runnable listen(ThreadFactory threads);

    /** Tells what is still to be told, for a few seconds at most, and nothing more. */
    @Override
    void close();
}
