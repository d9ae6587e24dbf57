package dev.raquel.internal.watch;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Says once that something stopped working, and once that it works again. Safe for use by many threads. */
public final class OutageLog {

    private static final Logger LOG = System.getLogger("dev.raquel");

    private final String what;
    private long failures;

    /** Speaks of this, the beginning of a sentence: {@code Renewing leases}. */
    public OutageLog(String what) {
        this.what = what;
    }

    /** It failed: a warning the first time, and a line at level DEBUG each time after that. */
    public synchronized void failed(Throwable error) {
        failures++;
        if (failures == 1) {
            LOG.log(
                    Level.WARNING,
                    what + " failed: " + error.getMessage()
                            + ". It is tried again; further failures are logged at level DEBUG.",
                    error);
        } else {
            LOG.log(Level.DEBUG, what + " failed again (" + failures + " times now)", error);
        }
    }

    /** It worked, which is worth a line only after a failure. */
    public synchronized void worked() {
        if (failures > 0) {
            LOG.log(Level.INFO, "{0} works again after {1} failures", what, failures);
            failures = 0;
        }
    }
}
