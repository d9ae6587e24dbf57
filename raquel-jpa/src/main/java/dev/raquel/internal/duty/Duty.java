package dev.raquel.internal.duty;

import java.time.Duration;

/** Something that a node does now and then, apart from running jobs. Knows no thread and does not wait. */
public interface Duty {

    /** What the duty does, as the beginning of a sentence in a log: {@code Renewing leases}. */
    String description();

    /** How long after one run the next one is due; may be different after each run. */
    Duration interval();

    /** Does the duty once, in transactions of its own. Returns whether there is more to do at once. */
    boolean runOnce();
}
