package dev.raquel.internal.store;

import dev.raquel.JobRequest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Names for claims: the node's name, a random value for each start of the node, and a counter. No two claim
 * transactions ever share one, not even before and after a restart.
 */
public final class ClaimTokens {

    private static final int RANDOM_BYTES = 5;
    private static final int LONGEST_NODE_NAME = JobRequest.MAX_QUEUE_LENGTH - 40;

    private final String prefix;
    private final AtomicLong counter = new AtomicLong();

    /** Names claims of this node. */
    public ClaimTokens(String nodeName) {
        if (nodeName.isBlank() || nodeName.length() > LONGEST_NODE_NAME) {
            throw new IllegalArgumentException("The node's name must have 1 to " + LONGEST_NODE_NAME
                    + " characters, so that its claims fit the column claimed_by: '" + nodeName + "'");
        }
        byte[] start = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(start);
        prefix = nodeName + "-" + HexFormat.of().formatHex(start) + "-";
    }

    /** The next name. */
    public String next() {
        return prefix + counter.incrementAndGet();
    }
}
