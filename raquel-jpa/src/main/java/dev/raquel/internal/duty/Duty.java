package dev.raquel.internal.duty;

import java.time.Duration;

/** Something that a node does now and then, apart from running jobs. Knows no thread and does not wait. */
public interface Duty {

    /** What it does, for logs. */
    String description();

    /** How often it wants to run. */
    Duration interval();

    /** Does it once, in transactions of its own. Says whether there is more to do at once. */
    boolean runOnce();
}
