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
    TRANSACTIONAL_LOCKED,

    /**
     * For work that is long or slow: the handler runs without a transaction, and holds no connection. It may open
     * transactions of its own, which commit on their own, whatever its outcome. Once it has ended, the job is settled
     * in a transaction of its own. The row's lease is renewed meanwhile.
     *
     * <p>In a server, a handler that would have a transaction all the same fails the deployment: a
     * {@code @Transactional} one, or one of an enterprise bean with the container's transactions. Whether such a
     * transaction commits is only known after the handler, and the job would succeed without it. Call a
     * {@code @Transactional} method of another bean.
     *
     * <p>A node that dies between the two leaves the job claimed, and it is run again: effects happen at least once.
     */
    NON_TRANSACTIONAL
}
