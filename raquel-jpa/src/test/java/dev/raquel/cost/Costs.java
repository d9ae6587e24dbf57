package dev.raquel.cost;

import java.util.List;

/**
 * What the queue does in another way on each database.
 *
 * @param claim the round trips of a claim that gets something
 * @param searchForNothing those of one that finds nothing
 * @param thousandInserts those of a thousand new jobs
 * @param asksForAll whether one question is for all queues that are idle
 */
record Costs(List<String> claim, List<String> searchForNothing, List<String> thousandInserts, boolean asksForAll) {

    /** Where a locking query locks just what it returns. */
    static final Costs POSTGRESQL = new Costs(
            List.of("lock jobs", "update jobs", "commit"),
            List.of("lock jobs", "commit"),
            List.of("insert jobs", "insert jobs"),
            true);

    /** Where a claim reads first what it may lock. */
    static final Costs INNODB = new Costs(
            List.of("select jobs", "commit", "lock jobs", "update jobs", "commit"),
            List.of("select jobs", "commit"),
            List.of("batch of insert jobs", "batch of insert jobs"),
            true);

    /** The same; its question for many queues would read their finished jobs. */
    static final Costs H2 = new Costs(INNODB.claim, INNODB.searchForNothing, INNODB.thousandInserts, false);
}
