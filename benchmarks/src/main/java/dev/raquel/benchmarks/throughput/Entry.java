package dev.raquel.benchmarks.throughput;

/** A contestant whose jobs are enqueued. Its close stops the workers. */
public interface Entry extends AutoCloseable {

    /** Starts the workers. */
    void start() throws Exception;

    /** The SQL condition that holds as long as a job is not settled. */
    String unsettled();

    /** The SQL condition that holds if a job has failed or was tried more than once, as far as the table tells. */
    default String failed() {
        return "false";
    }

    @Override
    void close();
}
