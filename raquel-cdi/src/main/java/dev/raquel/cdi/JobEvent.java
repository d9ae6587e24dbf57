package dev.raquel.cdi;

import dev.raquel.JobInfo;

/**
 * What has become of a job: a CDI event, fired after that was committed.
 *
 * <pre>{@code
 * void alert(@Observes @Queue("emails") JobExhausted event) {  // without @Queue: of all queues
 *     pager.call(event.job().error());
 * }
 * }</pre>
 *
 * <p>An observer of this type sees all of them; {@link JobSucceeded}, {@link JobFailed}, {@link JobExhausted},
 * {@link JobExpired} and {@link JobCancelled} are the kinds. Of {@link Queue} only the name counts.
 *
 * <p>Observers are called with no transaction and with a request scope: after an attempt on its thread, before that
 * takes another job; otherwise on a thread of the server's executor. They may begin transactions, enqueue jobs, and
 * throw: what they throw is logged and changes nothing about the job. Every observer is called, whatever the ones
 * before it throw or leave behind, which is more than CDI promises. So is {@code @Observes Object};
 * {@code EventMetadata} there tells the event's class and queue. A transaction phase ({@code during}) makes no
 * difference. With {@code @ObservesAsync} they run apart on the container's threads.
 *
 * <p>The events are those of this node: of the attempts that it runs, of what is settled, cancelled or expired through
 * its {@link dev.raquel.RaquelService}, and of the lost claims that it takes over. Where several nodes share a table,
 * each fires its own. An event is fired at most once, and not at all if the server dies between commit and event or if
 * nobody could tell whether the commit succeeded: what must happen is better enqueued by the handler.
 */
public sealed interface JobEvent permits JobSucceeded, JobFailed, JobExhausted, JobExpired, JobCancelled {

    /**
     * The job.
     *
     * @return the job as it was committed; it may have changed since
     */
    JobInfo job();
}
