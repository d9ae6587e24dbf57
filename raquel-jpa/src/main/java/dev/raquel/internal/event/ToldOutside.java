package dev.raquel.internal.event;

import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.spi.JobListener;
import dev.raquel.spi.Transactions;

/**
 * A listener that is called with no transaction, even on the thread of somebody who has one, and leaves none behind.
 */
record ToldOutside(JobListener listener, Transactions transactions) implements JobListener {

    @Override
    public boolean listensTo(String queue, JobStatus status) {
        return listener.listensTo(queue, status);
    }

    @Override
    public void changed(JobInfo job) {
        transactions.outside(() -> {
            listener.changed(job);
            return job;
        });
    }
}
