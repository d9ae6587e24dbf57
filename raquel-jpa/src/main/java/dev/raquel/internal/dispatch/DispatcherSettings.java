package dev.raquel.internal.dispatch;

import dev.raquel.internal.claim.ClaimTokens;
import dev.raquel.internal.lifecycle.Retention;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;

/**
 * How a node behaves.
 *
 * @param nodeName what its claims are called; the host's name by default, as much of it as fits
 * @param pollInterval how often an idle queue is looked at; shorter while work comes in
 * @param reclaimAfter the life of a lease that is not renewed: for so long a node may be out of touch
 * @param shutdownTimeout how long a stop waits for running handlers before it interrupts them
 * @param retention how long finished jobs stay
 * @param notifyNodes whether nodes notify each other of jobs, where the database can do that
 */
public record DispatcherSettings(
        String nodeName,
        Duration pollInterval,
        Duration reclaimAfter,
        Duration shutdownTimeout,
        Retention retention,
        boolean notifyNodes) {

    /** A century, the longest time that is counted: more than 292 years are too many nanoseconds for a long. */
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    /** Refuses times that could not work, and shortens those that nobody lives to see the end of. */
    public DispatcherSettings {
        ClaimTokens.requireNodeName(nodeName);
        requirePositive("The poll interval", pollInterval);
        requirePositive("The time after which a claim is taken over", reclaimAfter);
        if (shutdownTimeout.isNegative()) {
            throw new IllegalArgumentException("The shutdown timeout is " + shutdownTimeout + "; give zero or more");
        }
        pollInterval = countable(pollInterval);
        reclaimAfter = countable(reclaimAfter);
        shutdownTimeout = countable(shutdownTimeout);
    }

    /**
     * A poll interval of one second, leases of one minute, half a minute for a stop; finished jobs stay for ever, and
     * nodes do not notify each other.
     */
    public static DispatcherSettings defaults() {
        return new DispatcherSettings(
                hostName(),
                Duration.ofSeconds(1),
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                Retention.FOR_EVER,
                false);
    }

    /** These settings with another name of the node. */
    public DispatcherSettings withNodeName(String nodeName) {
        return new DispatcherSettings(nodeName, pollInterval, reclaimAfter, shutdownTimeout, retention, notifyNodes);
    }

    /** These settings with another poll interval. */
    public DispatcherSettings withPollInterval(Duration pollInterval) {
        return new DispatcherSettings(nodeName, pollInterval, reclaimAfter, shutdownTimeout, retention, notifyNodes);
    }

    /** These settings with another life of leases. */
    public DispatcherSettings withReclaimAfter(Duration reclaimAfter) {
        return new DispatcherSettings(nodeName, pollInterval, reclaimAfter, shutdownTimeout, retention, notifyNodes);
    }

    /** These settings with another shutdown timeout. */
    public DispatcherSettings withShutdownTimeout(Duration shutdownTimeout) {
        return new DispatcherSettings(nodeName, pollInterval, reclaimAfter, shutdownTimeout, retention, notifyNodes);
    }

    /** These settings with another retention. */
    public DispatcherSettings withRetention(Retention retention) {
        return new DispatcherSettings(nodeName, pollInterval, reclaimAfter, shutdownTimeout, retention, notifyNodes);
    }

    /** These settings with or without notifications. */
    public DispatcherSettings withNotifyNodes(boolean notifyNodes) {
        return new DispatcherSettings(nodeName, pollInterval, reclaimAfter, shutdownTimeout, retention, notifyNodes);
    }

    private static Duration countable(Duration duration) {
        return duration.compareTo(FOR_EVER) < 0 ? duration : FOR_EVER;
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException(name + " is " + duration + "; give at least 1 ms");
        }
    }

    private static String hostName() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            return name.substring(0, Math.min(name.length(), ClaimTokens.MAX_NAME_LENGTH));
        } catch (UnknownHostException nameless) {
            return "node";
        }
    }
}
