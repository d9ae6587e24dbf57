package dev.raquel.internal.event;

import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.internal.count.Counted;
import dev.raquel.internal.count.Counters;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.lifecycle.Transition;
import dev.raquel.spi.JobListener;
import dev.raquel.spi.Transactions;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Tells listeners what has become of jobs, once that is committed, on threads that have no transaction; and counts it.
 * Safe for use by many threads.
 */
public final class LifeEvents {

    /** Nobody listens. */
    public static final LifeEvents NONE = new LifeEvents(List.of(), Runnable::run);

    private static final Logger LOG = System.getLogger("dev.raquel");

    /**
     * The states that listeners are told of; that a job waits because it is new, was given back or put off is no news.
     */
    private static final Set<JobStatus> NEWS = EnumSet.of(
            JobStatus.SUCCESS, JobStatus.FAILED, JobStatus.EXHAUSTED, JobStatus.EXPIRED, JobStatus.CANCELLED);

    private final List<JobListener> listeners;
    private final Executor executor;
    private final Counters counters = new Counters();

    private LifeEvents(List<JobListener> listeners, Executor executor) {
        this.listeners = listeners;
        this.executor = executor;
    }

    /**
     * Tells these listeners.
     *
     * @param transactions those that a listener must be outside of
     * @param executor calls listeners where the thread at hand should not
     */
    public static LifeEvents of(
            Collection<? extends JobListener> listeners, Transactions transactions, Executor executor) {
        List<JobListener> outside = new ArrayList<>();
        listeners.forEach(listener -> outside.add(new ToldOutside(listener, transactions)));
        return new LifeEvents(outside, executor);
    }

    /** The numbers of what listeners are told of, to which others add what is no news. */
    public Counters counters() {
        return counters;
    }

    /** Counts a job as an attempt on this thread has left it, and tells listeners here and now. */
    public void attempted(JobState job) {
        count(job);
        if (isHeard(job)) {
            tell(job);
        }
    }

    /**
     * Counts a job as the calling thread's transaction has written it, and tells listeners, once that has committed.
     */
    public void afterCommit(JobState job, Transactions transactions) {
        if (NEWS.contains(job.status()) && transactions.status() == Transactions.Status.ACTIVE) {
            transactions.afterCommit(() -> committed(List.of(job)));
        }
    }

    /** Does the same for jobs that the calling thread's transaction has moved like this. */
    public void afterCommit(List<JobState> moved, Function<JobState, Transition> move, Transactions transactions) {
        if (moved.isEmpty() || transactions.status() != Transactions.Status.ACTIVE) {
            return;
        }
        List<JobState> jobs =
                moved.stream().map(job -> job.after(move.apply(job))).toList();
        transactions.afterCommit(() -> committed(jobs));
    }

    /**
     * Counts jobs that are committed, and tells listeners on another thread: this one may claim jobs or renew leases,
     * or belong to a caller.
     */
    public void committed(List<JobState> jobs) {
        jobs.forEach(this::count);
        List<JobState> heard = jobs.stream().filter(this::isHeard).toList();
        if (heard.isEmpty()) {
            return;
        }
        try {
            executor.execute(() -> heard.forEach(this::tell));
        } catch (RuntimeException | Error refused) { // the job is what it is
            heard.forEach(job -> logFailure(job, refused));
        }
    }

    private void count(JobState job) {
        if (NEWS.contains(job.status())) {
            counters.count(job.queue(), Counted.became(job.status()));
        }
    }

    private boolean isHeard(JobState job) {
        return !listeners.isEmpty()
                && NEWS.contains(job.status())
                && listeners.stream().anyMatch(listener -> listens(listener, job));
    }

    private void tell(JobState job) {
        JobInfo info = job.info();
        for (JobListener listener : listeners) {
            if (listens(listener, job)) {
                tell(listener, job, info);
            }
        }
    }

    private static void tell(JobListener listener, JobState job, JobInfo info) {
        try {
            listener.changed(info);
        } catch (Throwable failure) { // none of it concerns the job, or the thread
            logFailure(job, failure);
        }
    }

    private static boolean listens(JobListener listener, JobState job) {
        try {
            return listener.listensTo(job.queue(), job.status());
        } catch (RuntimeException | Error failure) {
            logFailure(job, failure);
            return false;
        }
    }

    private static void logFailure(JobState job, Throwable failure) {
        LOG.log(
                Level.WARNING,
                "A listener failed to hear that job " + job.id() + " of queue '" + job.queue() + "' is "
                        + job.status().column() + "; the job stays so",
                failure);
    }
}
