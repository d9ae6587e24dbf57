package dev.raquel.internal.wakeup;

/** Is told what is heard of other nodes. Called by the listening thread. */
public interface Ears {

    /**
     * Somebody told that a queue has jobs that are due at this time.
     *
     * @param queue its name; perhaps of a queue that is not handled here
     * @param millis a time of the database's clock, since the epoch; 0 if whoever tells of it did not say
     */
    void due(String queue, long millis);

    /** Any queue may have jobs: nobody listened for a while, or what was heard cannot be read. */
    void anything();
}
