package dev.raquel.internal.lifecycle;

import java.util.UUID;

/**
 * Makes the ids of new jobs: UUIDs of version 7 (RFC 9562), which begin with the time. Rows that are written together
 * then lie together in the primary key, however large the table is, and jobs that are due at the same time come in the
 * order of the milliseconds in which they were enqueued. Safe for use by many threads.
 */
public final class JobIds {

    private static final long TIME = (1L << 48) - 1;
    private static final int TIME_SHIFT = 16;
    private static final long VERSION_7 = 0x7000;
    private static final long RANDOM = 0x0FFF;

    private JobIds() {}

    /** The id of a job that is enqueued at this time, in milliseconds. Within a millisecond their order is random. */
    public static UUID at(long millis) {
        UUID random = UUID.randomUUID();
        long first = (millis & TIME) << TIME_SHIFT | VERSION_7 | random.getMostSignificantBits() & RANDOM;
        return new UUID(first, random.getLeastSignificantBits());
    }
}
