package dev.raquel.internal.claim;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.raquel.jpa.JobEntity;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Names for claims: the node's name, a random value for each start of the node, and a counter. No two claim
 * transactions ever share one, not even before and after a restart.
 */
public final class ClaimTokens {

    private static final int RANDOM_BYTES = 5;

    /** The random value in hexadecimal digits, a counter of up to 19, two hyphens; and some to spare. */
    private static final int SUFFIX_LENGTH = 40;

    /** How many characters the name of a node may have, or another name that claims begin with. */
    public static final int MAX_NAME_LENGTH = JobEntity.CLAIMED_BY_LENGTH - SUFFIX_LENGTH;

    private final String nodeName;
    private final String start;
    private final AtomicLong counter = new AtomicLong();

    /**
     * Names claims of this node.
     *
     * @throws IllegalArgumentException if the name does not fit
     */
    public ClaimTokens(String nodeName) {
        this.nodeName = requireNodeName(nodeName);
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

    /**
     * The name of a node, if claims can begin with it.
     *
     * @throws IllegalArgumentException if it is blank, too long, or has characters that databases cannot store
     */
    public static String requireNodeName(String name) {
        return requireFitting("The node's name", name);
    }

    private static String requireFitting(String what, String name) {
        if (name.isBlank() || name.length() > MAX_NAME_LENGTH) {
            throw new IllegalArgumentException(what + " must have 1 to " + MAX_NAME_LENGTH
                    + " characters, so that its claims fit the column claimed_by: '" + name + "'");
        }
        if (name.indexOf('\0') >= 0 || !UTF_8.newEncoder().canEncode(name)) {
            throw new IllegalArgumentException(what + " has a NUL character or half a surrogate pair, which databases"
                    + " cannot store: '" + name + "'");
        }
        return name;
    }
}
