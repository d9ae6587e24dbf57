package dev.raquel.internal.dispatch;

import dev.raquel.internal.watch.OutageLog;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;

/**
 * Logs once that claiming fails, and once that it works again: for a database that is away, which all queues feel, and
 * for one queue that fails while others work. Used by one thread.
 */
final class ClaimOutages {

    private static final Logger LOG = System.getLogger("dev.raquel");
    private static final String ALL = "Claiming jobs";

    private final Map<String, OutageLog> warned = new HashMap<>();
    private boolean workedSince;

    /** What was asked for several queues, or for all of them, failed. */
    void failed(Throwable error) {
        note(ALL, error);
    }

    /** A claim of this queue failed. */
    void failed(String queue, Throwable error) {
        note(name(queue), error);
    }

    /** The database has answered. */
    void worked() {
        workedSince = true;
        over(ALL);
    }

    /** A claim of this queue worked, so the database has answered. */
    void worked(String queue) {
        worked();
        over(name(queue));
    }

    private void note(String what, Throwable error) {
        if (warned.containsKey(what) || warned.isEmpty() || workedSince) {
            workedSince = false;
            warned.computeIfAbsent(what, OutageLog::new).failed(error);
        } else {
            LOG.log(Level.DEBUG, what + " failed, too", error);
        }
    }

    private void over(String what) {
        OutageLog outage = warned.remove(what);
        if (outage != null) {
            outage.worked();
        }
    }

    private static String name(String queue) {
        return ALL + " of queue '" + queue + "'";
    }
}
