package dev.raquel;

/**
 * How an attempt and its transaction go together. Fixed in code, beside the handler, because what a handler may do
 * depends on it.
 */
public enum Handling {
    /**
     * The handler runs in a transaction that ends with the update which settles the job. Both commit together or not at
     * all, so a job's effects in this database happen exactly once. The row is not locked while the handler runs; its
     * lease is renewed.
     */
    TRANSACTIONAL,
    /**
     * The same, and the transaction begins by locking the job's row and holds the lock to its end: as long as the
     * connection lives, no other node can take the job. Costs one statement more.
     */
    TRANSACTIONAL_LOCKED
}
