package dev.raquel.cdi;

import dev.raquel.Handling;
import jakarta.enterprise.util.Nonbinding;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a CDI observer method the handler of a queue; before a {@link JobEvent}, says whose events it observes.
 *
 * <pre>{@code
 * void send(@Observes @Queue("emails") Job<WelcomeEmail> job, Mailer mailer) {
 *     mailer.send(job.payload());
 * }
 * }</pre>
 *
 * <p>A method that takes a {@code List<Job<WelcomeEmail>>} gets many jobs at once, see {@link #perTransaction}.
 *
 * <p>The method runs on a thread that the server manages, in a JTA transaction, with a request scope of its own for
 * each job. What it writes and the job's outcome commit together; {@link #handling} says otherwise. The type argument
 * of {@link dev.raquel.Job} says how the payload is read. A queue has one handler in an application.
 *
 * <p>These jobs are not CDI events: firing one yourself runs nothing, and the library calls the method directly.
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Queue {

    /**
     * The name of the queue.
     *
     * @return the name, not blank, at most 255 characters
     */
    String value();

    /**
     * How an attempt and its transaction go together. What the method says itself must go with it, or the deployment
     * fails: a handler with {@code @Transactional(REQUIRES_NEW)} leaves the transaction of
     * {@link Handling#TRANSACTIONAL}, and one with {@code @Transactional}, or in an enterprise bean that is not
     * {@code @TransactionAttribute(NOT_SUPPORTED)}, has one where {@link Handling#NON_TRANSACTIONAL} promises none.
     *
     * @return the handling
     */
    @Nonbinding
    Handling handling() default Handling.TRANSACTIONAL;

    /** What {@link #concurrency} is if the handler states nothing. */
    int DEFAULT_CONCURRENCY = 4;

    /**
     * How many jobs of this queue a node runs at a time, unless the setting {@code raquel.queue.<queue>.concurrency}
     * says otherwise. The node has a thread for each.
     *
     * @return the number, 1 to 1000
     */
    @Nonbinding
    int concurrency() default DEFAULT_CONCURRENCY;

    /**
     * How many jobs may share a transaction: for speed, where a handler's effects are all in the database of the jobs.
     * The method runs for one after the other, each with a request scope of its own, or, if it takes a
     * {@code List<Job<X>>}, for all of them at once, and all are settled together. If anything goes wrong in one of
     * them, everything is rolled back, nothing is counted, and each is run again alone: one bad job costs time and
     * nothing else. What the method does elsewhere, a mail for example, it may then do twice. Jobs that have failed
     * before never share.
     *
     * @return the number, 1 to 1000; {@link #UNSTATED} for 1, or for lists of up to 100
     */
    @Nonbinding
    int perTransaction() default UNSTATED;

    /** What {@link #maxRetries} and {@link #perTransaction} are if the handler states nothing. */
    int UNSTATED = -1;

    /**
     * How many retries a job gets that this application enqueues with no retry policy of its own. A request that states
     * a policy, and rows that others write, keep theirs.
     *
     * @return the number, 0 or more; {@link #UNSTATED} for {@link dev.raquel.RetryPolicy#DEFAULT}, which has no limit
     */
    @Nonbinding
    int maxRetries() default UNSTATED;

    /**
     * Exceptions after which another attempt makes no sense: if the method throws one of these types, or one whose
     * cause is of them, the job becomes exhausted at once.
     *
     * @return the types
     */
    @Nonbinding
    Class<? extends Throwable>[] giveUpOn() default {};

    /**
     * An end to the renewal of leases, against handlers that hang. A job that runs for longer is told so by {@link
     * dev.raquel.Job#stopRequested}, and is taken over when its lease has run out: that counts as a failure, and it is
     * run again as its retry policy says, though the thread may still be busy with it. Of no use to {@link
     * Handling#TRANSACTIONAL_LOCKED}, where the row's lock keeps the job as long as the connection lives.
     *
     * @return a duration such as {@code PT30M}, at most 365 days; empty for no limit
     */
    @Nonbinding
    String maxRunTime() default "";
}
