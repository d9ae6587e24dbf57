package dev.raquel;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a dispatcher was doing at one moment, as far as this JVM knows: the database is not asked. Immutable.
 *
 * @param phase whether it runs
 * @param nodeName what its node's claims are called in the table
 * @param queues the queues that it handles
 * @param heldJobs how many jobs it holds: those that run, and those that wait for a thread
 * @param sinceLastClaim how long ago the database last answered when it was asked for jobs; null if it never did
 * @param leasesReliable whether it could renew its leases lately; it claims nothing while it could not
 * @param inOneCallFor for how long a thread that jobs wait for has been in the same call, usually of the database: the
 *     one that claims, the one that renews leases, or the one that settles jobs without a transaction; zero if none is
 *     in any
 * @param deletingFor for how long the thread that deletes old jobs has been in the same call; zero if it is in none. No
 *     job waits for it, and it may wait for long: until whoever has locked what it deletes ends their transaction
 */
public record DispatcherState(
        Phase phase,
        String nodeName,
        List<String> queues,
        int heldJobs,
        @Nullable Duration sinceLastClaim,
        boolean leasesReliable,
        Duration inOneCallFor,
        Duration deletingFor) {

    /** Whether a dispatcher runs. */
    public enum Phase {
        /** It was not started yet. */
        NEW,
        /** It runs, with all its threads. */
        RUNNING,
        /** It runs, but claims nothing while its server is suspended. */
        SUSPENDED,
        /** It should run, but one of its own threads has died; only a new dispatcher helps. */
        BROKEN,
        /** It was stopped. */
        STOPPED
    }
}
