package dev.raquel.cdi.internal.jta;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/**
 * What one transaction has to do once it has committed, in one synchronization however many jobs it enqueues. Belongs
 * to the thread of the transaction.
 */
final class AfterCommit implements Synchronization {

    private static final Logger LOG = System.getLogger("dev.raquel");

    private final List<Runnable> actions = new ArrayList<>();

    void add(Runnable action) {
        actions.add(action);
    }

    @Override
    public void beforeCompletion() {
        // nothing is to be done before the commit
    }

    @Override
    public void afterCompletion(int status) {
        if (status == Status.STATUS_COMMITTED) {
            actions.forEach(AfterCommit::run);
        }
    }

    /** The transaction has committed, so whatever happens here must not look like its failure. */
    private static void run(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error failure) {
            LOG.log(Level.ERROR, "What was to be done after a commit failed; jobs wait for the next poll", failure);
        }
    }
}
