package dev.raquel.internal.claim;

import static java.nio.charset.StandardCharsets.UTF_8;

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
    private static final int LONGEST_NAME = JobRequest.MAX_QUEUE_LENGTH - 40;

    private final String nodeName;
    private final String start;
    private final AtomicLong counter = new AtomicLong();

    /** Names claims of this node. */
    public ClaimTokens(String nodeName) {
        this.nodeName = requireFitting("The node's name", nodeName);
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        start = "-" + HexFormat.of().formatHex(random) + "-";
    }

    /** The next name. */
    public String next() {
        return nodeName + start + counter.incrementAndGet();
    }

    /** The next name, under another one than the node's. */
    public String nextAs(String name) {
        return requireFitting("claimAs", name) + start + counter.incrementAndGet();
    }

    private static String requireFitting(String what, String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(what + " must have 1 to " + LONGEST_NAME
                    + " characters, so that its claims fit the column claimed_by: '" + name + "'");
        }
        if (name.indexOf('\0') >= 0 || !UTF_8.newEncoder().canEncode(name)) {
            throw new IllegalArgumentException(what + " has a NUL character or half a surrogate pair, which databases"
                    + " cannot store: '" + name + "'");
        }
        return name;
    }
}
