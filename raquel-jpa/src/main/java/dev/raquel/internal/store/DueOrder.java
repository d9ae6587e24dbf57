package dev.raquel.internal.store;

/**
 * The order of due jobs of one queue, in the words by which a database runs along the claim index and stops at the
 * limit. Which one that is on a database: {@link DatabaseTraits#dueOrder()}.
 */
public enum DueOrder {
    /** The order by all columns of the index. */
    NAMING_THE_QUEUE(" order by j.queue, j.dueAt, j.id"),
    /** The order without the queue, which is the same in all rows. */
    LEAVING_OUT_THE_QUEUE(" order by j.dueAt, j.id");

    private final String clause;

    DueOrder(String clause) {
        this.clause = clause;
    }

    String clause() {
        return clause;
    }
}
