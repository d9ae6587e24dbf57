package dev.raquel.internal.store;

/**
 * Every statement that the library sends, to the job table or about it: what is told to other nodes, and the database's
 * time, too. Two come from elsewhere: the insert of a row, which Hibernate makes from the entity, and those that make
 * the table, which come from the change log.
 *
 * <p>Conventions: constants that an index depends on are literals, so that a partial index matches under prepared
 * statements too. Nothing is ever added to a column of a row: one absurd value would fail the statement for all rows.
 */
public final class JobQueries {

    private JobQueries() {}

    /**
     * That a row is claimed, for statements that name their rows by id. Said so that no optimizer sees in it the
     * condition of the index of claimed rows: PostgreSQL, whose statistics are mostly of a moment without claims, takes
     * that index for empty and prefers it to the primary key, and then each statement reads all claims there are or
     * were lately.
     */
    private static final String STILL_CLAIMED = "case when status = 'claimed' then 1 else 0 end = 1";

    // Reading -------------------------------------------------------------------------------------------------------

    public static final String FIND = "select j from RaquelJob j where j.id = :id";

    public static final String FIND_CLAIMED =
            "select j from RaquelJob j where j.status = 'claimed' and j.claimedBy = :claimedBy";

    /** Finds out whether the table answers. */
    public static final String NO_JOB = "select j.id from RaquelJob j where 1 = 0";

    private static final String IN_QUEUES = " and j.queue in :queues";

    /**
     * The jobs that a query of a user's finds, by the conditions that it states. Unknown words in {@code status} are
     * passed over.
     */
    public static String found(
            String selection, boolean inQueues, boolean finishedFrom, boolean finishedBefore, String position) {
        return selection
                + " where j.status in :statuses"
                + (inQueues ? IN_QUEUES : "")
                + (finishedFrom ? " and j.finishedAt >= :finishedFrom" : "")
                + (finishedBefore ? " and j.finishedAt < :finishedBefore" : "")
                + position;
    }

    public static final String COUNT = "select count(*) from RaquelJob j";

    public static final String IDS_AND_QUEUES = "select j.id, j.queue from RaquelJob j";

    public static final String OLDEST_FIRST = " order by j.enqueuedAt, j.id";

    public static final String OLDEST_FIRST_AFTER =
            " and (j.enqueuedAt > :time or j.enqueuedAt = :time and j.id > :id)" + OLDEST_FIRST;

    public static final String NEWEST_FIRST = " order by j.enqueuedAt desc, j.id desc";

    public static final String NEWEST_FIRST_AFTER =
            " and (j.enqueuedAt < :time or j.enqueuedAt = :time and j.id < :id)" + NEWEST_FIRST;

    public static final String BY_ID = " order by j.id";

    public static final String BY_ID_AFTER = " and j.id > :id" + BY_ID;

    public static final String QUEUES = "select distinct j.queue from RaquelJob j order by j.queue";

    /** How many jobs each queue has in each state. */
    public static String stats(boolean inQueues) {
        return "select j.queue, j.status, count(*) from RaquelJob j where 1 = 1"
                + (inQueues ? IN_QUEUES : "")
                + " group by j.queue, j.status";
    }

    // Enqueueing ----------------------------------------------------------------------------------------------------

    /** Many new jobs, for PostgreSQL: an array for each column in which they may differ. */
    public static final String NATIVE_INSERT_NEW = """
            insert into %s (id, queue, payload, status, max_age, max_retry_count, min_retry_delay, max_retry_delay,
                backoff_base, enqueued_at, scheduled_at, attempts, failures)
            select id, queue, payload, 'queued', max_age, max_retry_count, min_retry_delay, max_retry_delay,
                backoff_base, enqueued_at, scheduled_at, 0, 0
            from unnest(cast(:ids as uuid[]), cast(:queues as text[]), cast(:payloads as text[]),
                cast(:maxAges as bigint[]), cast(:maxRetryCounts as int[]), cast(:minRetryDelays as int[]),
                cast(:maxRetryDelays as int[]), cast(:backoffBases as int[]), cast(:enqueuedAts as bigint[]),
                cast(:scheduledAts as bigint[]))
                as job (id, queue, payload, max_age, max_retry_count, min_retry_delay, max_retry_delay, backoff_base,
                    enqueued_at, scheduled_at)""";

    // Claiming ------------------------------------------------------------------------------------------------------

    public static final String JOBS = "select j from RaquelJob j";

    public static final String IDS = "select j.id from RaquelJob j";

    public static final String START_TIMES = "select j.dueAt from RaquelJob j";

    private static final String DUE = """

            where j.queue = :queue and j.dueAt between 0 and :dueBy""";

    private static final String DUE_FROM = """

            where j.queue = :queue and j.dueAt between :dueFrom and :dueBy""";

    private static final String NOT_AVOIDED = """

            and j.id not in :avoided""";

    /**
     * How long a waiting job has been due. Rows that never are due may hold any time, and a subtraction that overflows
     * would fail the query for all.
     */
    private static final String WAITED = "case when j.dueAt >= 0 then :now - j.dueAt end";

    /** That a job is too old, as {@code Lifecycle} says it. A failed row without a deadline was written by others. */
    private static final String TOO_OLD = """

            and j.maxAge is not null and (j.status = 'failed' and j.expiresAt <= :now
                or (j.status = 'queued' or j.expiresAt is null) and j.maxAge <=\s""" + WAITED + ")";

    private static final String NOT_TOO_OLD = """

            and (j.maxAge is null or j.status = 'failed' and j.expiresAt > :now
                or (j.status = 'queued' or j.expiresAt is null) and j.maxAge >\s""" + WAITED + ")";

    /** The search for due jobs, all of them or from a time on, in the order of their start times. */
    public static String due(String selection, boolean from, boolean avoiding, boolean expiring, DueOrder order) {
        return selection
                + (from ? DUE_FROM : DUE)
                + (avoiding ? NOT_AVOIDED : "")
                + (expiring ? "" : NOT_TOO_OLD)
                + order.clause();
    }

    /** A queue among these that has a job that is due; any of them. */
    public static final String DUE_IN =
            "select j.queue from RaquelJob j where j.queue in :queues and j.dueAt between 0 and :now";

    /** The first queue, by name, after this one that has waiting jobs. Runs along an index of waiting jobs only. */
    public static final String NEXT_WAITING_QUEUE =
            "select j.queue from RaquelJob j where j.queue > :last and j.dueAt is not null order by j.queue";

    /** The first queue after this one that has jobs at all: for indexes that have finished jobs too. */
    public static final String NEXT_QUEUE = "select j.queue from RaquelJob j where j.queue > :last order by j.queue";

    /** The deadline comes first: MySQL lets later assignments see earlier ones. */
    private static final String SET_CLAIMED = """
            update RaquelJob set
                expiresAt = case when status = 'queued' then null else expiresAt end,
                status = 'claimed', claimedBy = :claimedBy, claimedAt = :now
            """;

    /** For rows that are locked. In SQL: it is sent for each claim. The deadline comes first here, too. */
    public static String nativeClaimLocked(ManyIds ids) {
        return """
                update %s set expires_at = case when status = 'queued' then null else expires_at end,
                    status = 'claimed', claimed_by = :claimedBy, claimed_at = :now
                where\s""" + ids.condition();
    }

    /** For a row that is not locked: takes it only if it is still due. */
    public static final String CLAIM_IF_DUE =
            SET_CLAIMED + "where id = :id and queue = :queue and dueAt between 0 and :dueBy";

    // Locking, by id and in the order of ids, so that no two lockers wait for each other
    // ----------------------------------

    public static final String JOBS_BY_ID = "select j from RaquelJob j where j.id in :ids order by j.id";

    public static final String LEASES_BY_ID = """
            select j.id, j.status, j.claimedBy, j.claimedAt from RaquelJob j where j.id in :ids order by j.id""";

    /** Where Hibernate's dialect does not write SKIP LOCKED though the database has it. The table's name goes in. */
    public static final String NATIVE_JOBS_BY_ID =
            "select * from %s where id in (:ids) order by id for update skip locked";

    public static final String NATIVE_LEASES_BY_ID = """
            select id, status, claimed_by, claimed_at from %s where id in (:ids) order by id for update skip locked""";

    // Leases --------------------------------------------------------------------------------------------------------

    /** Never lowers {@code claimedAt}: a slow node must not make a lease look older than another one wrote it. */
    public static final String RENEW = """
            update RaquelJob set claimedAt = :now
            where id in :ids and claimedBy in :claims and claimedAt < :now and\s""" + STILL_CLAIMED;

    private static final String LEASES = """
            select j.id, j.status, j.claimedBy, j.claimedAt from RaquelJob j
            where j.status = 'claimed'""";

    private static final String RUN_OUT = " and j.claimedAt <= :before";

    /** Nobody of ours writes a claim without a time, and only a comparison with NULL finds it. */
    private static final String UNTIMED = " and j.claimedAt is null";

    /** A page after this lease: rows that are locked must not hide those behind them. */
    private static final String AFTER = " and (j.claimedAt > :time or j.claimedAt = :time and j.id > :id)";

    private static final String AFTER_UNTIMED = " and j.id > :id";

    public static String lost(boolean timed, boolean after, boolean inQueues) {
        String rows = timed ? RUN_OUT + (after ? AFTER : "") : UNTIMED + (after ? AFTER_UNTIMED : "");
        return LEASES + rows + (inQueues ? IN_QUEUES : "") + " order by j.claimedAt, j.id";
    }

    // Expiring ------------------------------------------------------------------------------------------------------

    /** A page after this start time and id, for the same reason. */
    private static final String TOO_OLD_AFTER = "select j.id, j.dueAt from RaquelJob j" + DUE + TOO_OLD + """

            and (j.dueAt > :time or j.dueAt = :time and j.id > :id)""";

    public static String tooOldAfter(DueOrder order) {
        return TOO_OLD_AFTER + order.clause();
    }

    /** What {@code Lifecycle.expire} says, for many rows at a time. */
    public static final String EXPIRE = """
            update RaquelJob set status = 'expired', finishedAt = :now
            where id in :ids and status in ('queued', 'failed')""";

    // Requeueing ----------------------------------------------------------------------------------------------------

    /** What {@code Lifecycle.requeue} says, for many rows at a time. */
    public static final String REQUEUE = """
            update RaquelJob set
                status = 'queued', failures = 0, scheduledAt = :now, expiresAt = null, finishedAt = null
            where id in :ids and status in :from""";

    // Deleting ------------------------------------------------------------------------------------------------------

    private static final String ENDS = "select j.id, j.status, j.finishedAt from RaquelJob j where ";

    /**
     * A page of all jobs along the primary key, from this id on. No state is named: that would call for another index.
     */
    public static final String ENDS_AFTER = ENDS + "j.id > :after order by j.id";

    /** The first page of those up to this id. */
    public static final String ENDS_UP_TO = ENDS + "j.id <= :last order by j.id";

    public static final String ENDS_BETWEEN = ENDS + "j.id > :after and j.id <= :last order by j.id";

    /** What was requeued meanwhile stays, and so does what has ended anew since. */
    public static final String DELETE_ENDED =
            "delete from RaquelJob j where j.id in :ids and j.status = :status and j.finishedAt <= :by";

    // Moving: what a transition says, if the row is still as it was
    // ------------------------------------------------------

    private static final String MOVE = """
            update RaquelJob set
                status = :status, scheduledAt = :scheduledAt, attempts = :attempts, failures = :failures,
                expiresAt = :expiresAt, error = :error, errorTrace = :errorTrace,
                claimedBy = :claimedBy, claimedAt = :claimedAt, finishedAt = :finishedAt
            where id = :id and""";

    public static final String SETTLE = MOVE + " claimedBy = :claim and " + STILL_CLAIMED;

    private static final String NATIVE_SETTLE =
            "update %s set status = :status, attempts = :attempts, claimed_at = :claimedAt, finished_at = :finishedAt";

    private static final String NATIVE_GUARD = " and claimed_by = :claim and " + STILL_CLAIMED;

    /** A job that changes in nothing but what nearly every job changes in. In SQL: it is sent for each job. */
    public static String nativeSettleOne(ManyIds ids) {
        return NATIVE_SETTLE + " where " + ids.conditionOfOne() + NATIVE_GUARD;
    }

    /** Many jobs of one claim that end alike. */
    public static String nativeSettleAlike(ManyIds ids) {
        return NATIVE_SETTLE + " where " + ids.condition() + NATIVE_GUARD;
    }

    /** Claims of one token that are given back. */
    public static final String UNCLAIM = """
            update RaquelJob set status = 'queued', claimedBy = null, claimedAt = null
            where id in :ids and claimedBy = :claim and\s""" + STILL_CLAIMED;

    public static final String MOVE_WAITING = MOVE + " status = :from and attempts = :seenAttempts";

    /** The time alone does not tell claims apart: who read the clock long ago claims with an old time. */
    public static final String MOVE_LOST = MOVE
            + " claimedBy is not distinct from :seenClaimedBy and claimedAt is not distinct from :seenClaimedAt and "
            + STILL_CLAIMED;

    // Time ----------------------------------------------------------------------------------------------------------

    /** The database's time in milliseconds since the epoch, rounded down as in the table's defaults. */
    public static final String NOW = "select cast(floor(extract(epoch from current_timestamp) * 1000) as bigint)";

    /** The time of MariaDB and MySQL, by UTC: {@code unix_timestamp} goes wrong when summer time ends. */
    public static final String NOW_BY_UTC =
            "select timestampdiff(microsecond, timestamp '1970-01-01 00:00:00', utc_timestamp(3)) div 1000";

    // Waking other nodes, on PostgreSQL -------------------------------------------------------------------------------

    /** The schema and the name of a table, as this connection finds it. */
    public static final String WHERE_TABLE_IS = """
            select n.nspname, c.relname from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace where c.oid = to_regclass(?)""";

    /** Tells a text to all who listen on a channel, once the transaction has committed. */
    public static final String NOTIFY = "select pg_notify(?, ?)";

    /** Begins to listen on a channel. Its name, in quotes, goes in. */
    public static final String LISTEN = "listen %s";

    /** Listens on it no more. */
    public static final String UNLISTEN = "unlisten %s";

    // The table itself ----------------------------------------------------------------------------------------------

    /** Finds out whether columns of a table are there. */
    public static final String READ_NO_ROW = "select %s from %s where 1 = 0";

    /** Drops the table, if it is there, but nothing that refers to it. */
    public static final String DROP_TABLE = "drop table if exists %s";
}
