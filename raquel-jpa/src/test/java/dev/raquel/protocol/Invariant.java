package dev.raquel.protocol;

/** What must hold, whatever happens. */
enum Invariant {
    /**
     * A job is settled, given back or renewed only by the claim that it belongs to at that moment; so each claim ends
     * once.
     */
    ENDED_BY_ITS_OWN_CLAIM,
    /** A row goes from one state to another only as the life cycle's table says. */
    LEGAL_MOVE,
    /** What a transactional handler wrote is committed once if its job succeeded, and never otherwise. */
    EFFECTS_ONCE,
    /** A job without a transaction of its handler's that succeeded was run to its end at least once. */
    SUCCESS_MEANS_RUN,
    /** Attempts and failures are as many as claims that ended so; one given back counts as nothing. */
    ATTEMPTS_ADD_UP,
    /** No claim is taken over before its lease has run out, and no renewal makes a lease older. */
    LEASE_IS_KEPT,
    /** What a node tells of a job is so. */
    TOLD_TRUTH,
    /** While a handler runs under its row's lock, the job is that claim's. */
    LOCK_KEEPS_THE_CLAIM,
    /** From wherever one gets, every job can still be brought to an end. */
    END_IN_REACH,
    /** While time passes and everybody goes on, no job stays claimed for ever. */
    NOT_CLAIMED_FOR_EVER
}
