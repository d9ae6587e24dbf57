package dev.raquel.protocol;

/** A defect that is put into the protocol, to see that the model finds what it breaks. */
enum Mutant {
    /** A settling update names the job alone. */
    SETTLES_WITHOUT_GUARD,
    /** A settling update asks for {@code status = 'claimed'}, but not for the claim's token. */
    SETTLES_WITHOUT_TOKEN,
    /** A settling update asks for the token, but not for {@code status = 'claimed'}. */
    SETTLES_WITHOUT_STATUS,
    /** Nobody looks how many rows a settling update has changed. */
    ROWS_NOT_COUNTED,
    /** The same where jobs share a transaction, or are settled together. */
    SHARED_ROWS_NOT_COUNTED,
    /** The handler's transaction commits, and the job is settled in another one. */
    SETTLES_AFTER_THE_HANDLER,
    /**
     * Jobs of several claims are settled by one update, guarded by their ids and their tokens, but not by the pairs.
     */
    GUARDS_NO_PAIRS,
    /** A renewal names the job alone. */
    RENEWS_WITHOUT_GUARD,
    /** A renewal writes its time even if a later one is there. */
    RENEWS_BACKWARDS,
    /** Where rows are not locked: a lost claim is taken over whatever became of it since it was read. */
    TAKES_OVER_WITHOUT_GUARD,
    /** Where rows are not locked: a lost claim is known again by its time alone. */
    TAKES_OVER_BY_TIME_ALONE,
    /** Where rows are not locked: a claim goes by the row as it was before it was taken. */
    CLAIMS_WHAT_IT_SAW,
    /** A claim given back is counted as an attempt. */
    COUNTS_WHAT_IS_GIVEN_BACK,
    /** A handler that wants its row locked begins whoever the row belongs to. */
    LOCKS_WITHOUT_LOOKING,
    /** A job without a transaction is settled as a success though its handler was not called. */
    SETTLES_WHAT_NEVER_RAN,
    /** Nobody looks for lost claims. */
    NEVER_TAKES_OVER
}
