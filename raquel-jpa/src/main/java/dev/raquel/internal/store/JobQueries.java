package dev.raquel.internal.store;

/**
 * Every statement that is sent to the job table, apart from the insert, which Hibernate makes from the entity.
 *
 * <p>Conventions: constants that an index depends on are literals, so that a partial index matches under prepared
 * statements too. Nothing is ever added to a column of a row: one absurd value would fail the statement for all rows.
 */
final class JobQueries {

    private JobQueries() {}

    // Reading -------------------------------------------------------------------------------------------------------

    static final String FIND = "select j from RaquelJob j where j.id = :id";

    static final String FIND_CLAIMED =
            "select j from RaquelJob j where j.status = 'claimed' and j.claimedBy = :claimedBy";

    // Claiming ------------------------------------------------------------------------------------------------------

    private static final String DUE = """
            where j.queue = :queue and j.dueAt between 0 and :now""";

    /** Runs along the claim index on every database: the order names all its columns. */
    private static final String IN_ORDER = """

            order by j.queue, j.dueAt, j.id""";

    private static final String NOT_AVOIDED = """

            and j.id not in :avoided""";

    static final String DUE_JOBS = "select j from RaquelJob j\n" + DUE + IN_ORDER;

    static final String DUE_JOBS_NOT_AVOIDED = "select j from RaquelJob j\n" + DUE + NOT_AVOIDED + IN_ORDER;

    static final String DUE_IDS = "select j.id from RaquelJob j\n" + DUE + IN_ORDER;

    static final String DUE_IDS_NOT_AVOIDED = "select j.id from RaquelJob j\n" + DUE + NOT_AVOIDED + IN_ORDER;

    private static final String SET_CLAIMED = """
            update RaquelJob set
                expiresAt = case when status = 'queued' then null else expiresAt end,
                status = 'claimed', claimedBy = :claimedBy, claimedAt = :now
            """;

    /** For rows that are locked. The deadline comes first: MySQL lets later assignments see earlier ones. */
    static final String CLAIM_LOCKED = SET_CLAIMED + "where id in :ids";

    /** For a row that is not locked: takes it only if it is still due. */
    static final String CLAIM_IF_DUE = SET_CLAIMED + "where id = :id and queue = :queue and dueAt between 0 and :now";

    // Locking, by id and in the order of ids, so that no two lockers wait for each other
    // ----------------------------------

    static final String JOBS_BY_ID = "select j from RaquelJob j where j.id in :ids order by j.id";

    static final String LEASES_BY_ID = """
            select j.id, j.status, j.claimedBy, j.claimedAt from RaquelJob j where j.id in :ids order by j.id""";

    /** Where Hibernate's dialect does not write SKIP LOCKED though the database has it. The table's name goes in. */
    static final String NATIVE_JOBS_BY_ID = "select * from %s where id in (:ids) order by id for update skip locked";

    static final String NATIVE_LEASES_BY_ID = """
            select id, status, claimed_by, claimed_at from %s where id in (:ids) order by id for update skip locked""";

    // Leases --------------------------------------------------------------------------------------------------------

    /** Never lowers {@code claimedAt}: a slow node must not make a lease look older than another one wrote it. */
    static final String RENEW = """
            update RaquelJob set claimedAt = :now
            where id in :ids and status = 'claimed' and claimedBy in :claims and claimedAt < :now""";

    /** A page after this time and id: rows that are locked must not hide those behind them. */
    static final String LOST_AFTER = """
            select j.id, j.status, j.claimedBy, j.claimedAt from RaquelJob j
            where j.status = 'claimed' and j.claimedAt <= :before
                and (j.claimedAt > :time or j.claimedAt = :time and j.id > :id)
            order by j.claimedAt, j.id""";

    // Moving: what a transition says, if the row is still as it was
    // ------------------------------------------------------

    private static final String MOVE = """
            update RaquelJob set
                status = :status, scheduledAt = :scheduledAt, attempts = :attempts, failures = :failures,
                expiresAt = :expiresAt, error = :error, errorTrace = :errorTrace,
                claimedBy = :claimedBy, claimedAt = :claimedAt, finishedAt = :finishedAt
            where id = :id and""";

    static final String SETTLE = MOVE + " status = 'claimed' and claimedBy = :claim";

    static final String MOVE_WAITING = MOVE + " status = :from and attempts = :seenAttempts";

    static final String MOVE_LOST = MOVE + " status = 'claimed' and claimedAt = :seenClaimedAt";

    // Time ----------------------------------------------------------------------------------------------------------

    /** The database's time in milliseconds since the epoch: where there are intervals of type {@code epoch}. */
    static final String NOW = "select cast(extract(epoch from current_timestamp) * 1000 as bigint)";

    /** The same on MariaDB and MySQL, by UTC: {@code unix_timestamp} goes wrong when summer time ends. */
    static final String NOW_BY_UTC =
            "select timestampdiff(microsecond, timestamp '1970-01-01 00:00:00', utc_timestamp(3)) div 1000";
}
