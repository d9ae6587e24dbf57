package dev.raquel.fault.node;

import dev.raquel.Handling;
import java.util.Arrays;
import java.util.List;

/** The queues of the fault tests: one for each way to run jobs. */
public enum Queues {
    PLAIN(Handling.TRANSACTIONAL, 1, false),
    LOCKED(Handling.TRANSACTIONAL_LOCKED, 1, false),
    LOOSE(Handling.NON_TRANSACTIONAL, 1, false),
    SHARED(Handling.TRANSACTIONAL, 10, false),
    SHARED_LOCKED(Handling.TRANSACTIONAL_LOCKED, 5, false),
    LISTS(Handling.TRANSACTIONAL, 10, true),
    LOOSE_LISTS(Handling.NON_TRANSACTIONAL, 10, true);

    final Handling handling;
    final int together;
    final boolean lists;

    Queues(Handling handling, int together, boolean lists) {
        this.handling = handling;
        this.together = together;
        this.lists = lists;
    }

    /** As it is called in the table. */
    public String queue() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Whether a job's effect and its success are one. */
    public boolean isTransactional() {
        return handling != Handling.NON_TRANSACTIONAL;
    }

    /** The queue of this name. */
    public static Queues named(String queue) {
        return valueOf(queue.toUpperCase(java.util.Locale.ROOT));
    }

    /** Those that a node's command line names. */
    static List<Queues> of(String names) {
        return Arrays.stream(names.split(",")).map(Queues::named).toList();
    }
}
