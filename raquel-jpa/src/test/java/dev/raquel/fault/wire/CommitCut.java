package dev.raquel.fault.wire;

/** What becomes of a commit whose connection is cut. To the client all three look alike. */
public enum CommitCut {
    /** The database never hears of it, and rolls back. */
    BEFORE,
    /** The database may or may not have heard of it. */
    MEANWHILE,
    /** The database has committed; its answer is lost. */
    AFTER
}
