package dev.raquel.internal.attempt;

import dev.raquel.CommitFailedException;
import dev.raquel.Handling;
import dev.raquel.internal.held.HeldJob;
import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.internal.lifecycle.Outcome;
import dev.raquel.internal.lifecycle.Settled;
import dev.raquel.internal.settle.Settler;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * Runs attempts of many jobs together: in one transaction, or, without a transaction, in one call. If anything goes
 * wrong in any of them, nothing has happened in the database, nothing is counted, and each is to be run alone. Safe for
 * use by many threads.
 */
public final class SharedAttempts {

    private static final Logger LOG = System.getLogger("dev.raquel");

    private final AttemptContext context;
    private final Settler settler;
    private final EndedAttempts endings;

    /** Attempts in this context; the settler settles what has succeeded without a transaction. */
    SharedAttempts(AttemptContext context, Settler settler, EndedAttempts endings) {
        this.context = context;
        this.settler = settler;
        this.endings = endings;
    }

    /** Whether a job may be run together with others: one that has failed before has had its chance to do harm. */
    public static boolean mayShare(HeldJob job) {
        return job.claim().job().failures() == 0;
    }

    /**
     * Runs these jobs.
     *
     * @param then told once of each job that is done with what it has become; nothing if it was dropped or lost
     * @return the jobs that are still to be run, each alone
     */
    public List<HeldJob> run(QueueHandler handler, List<HeldJob> jobs, BiConsumer<HeldJob, Optional<Settled>> then) {
        List<HeldJob> alone = new ArrayList<>();
        List<ReadJob> readable = new ArrayList<>();
        for (HeldJob job : jobs) {
            try {
                readable.add(new ReadJob(job, context.payloads().read(handler, job)));
            } catch (UnreadablePayload unreadable) {
                alone.add(job); // which fails it
            }
        }
        alone.addAll(runReadable(handler, readable, then));
        return alone;
    }

    private List<HeldJob> runReadable(
            QueueHandler handler, List<ReadJob> jobs, BiConsumer<HeldJob, Optional<Settled>> then) {
        List<HeldJob> all = jobs.stream().map(ReadJob::held).toList();
        if (all.size() < 2) {
            return all;
        }
        Handling handling = context.effective(handler);
        return handling == Handling.NON_TRANSACTIONAL
                ? callTogether(handler, jobs, all, then)
                : settleTogether(handler, handling, jobs, all, then);
    }

    private List<HeldJob> settleTogether(
            QueueHandler handler,
            Handling handling,
            List<ReadJob> jobs,
            List<HeldJob> all,
            BiConsumer<HeldJob, Optional<Settled>> then) {
        Map<HeldJob, Settled> settled;
        try {
            settled = new SettledTogether(handler, handling, context).run(jobs);
        } catch (RuntimeException | Error apart) {
            runApart(handler, all, apart);
            return apart instanceof CommitFailedException ? stillOurs(all, then) : all;
        }
        all.forEach(job -> ended(job, Optional.ofNullable(settled.get(job)), then));
        return List.of();
    }

    private List<HeldJob> callTogether(
            QueueHandler handler, List<ReadJob> jobs, List<HeldJob> all, BiConsumer<HeldJob, Optional<Settled>> then) {
        Map<HeldJob, Outcome> outcomes;
        try {
            outcomes = new CalledTogether(handler, context).run(jobs);
        } catch (RuntimeException | Error apart) {
            runApart(handler, all, apart);
            return all;
        }
        for (HeldJob job : all) {
            Outcome outcome = outcomes.get(job);
            if (outcome == null) {
                ended(job, Optional.empty(), then);
            } else {
                settleOrLeave(job, outcome, then);
            }
        }
        return List.of();
    }

    /**
     * Whatever happens, neither the job nor those behind it are held for ever: what is not settled is left to its
     * lease.
     */
    private void settleOrLeave(HeldJob job, Outcome outcome, BiConsumer<HeldJob, Optional<Settled>> then) {
        Thread thread = Thread.currentThread();
        AtomicBoolean told = new AtomicBoolean();
        try {
            settler.settle(
                    job,
                    outcome,
                    after -> endings.ended(job, after, thread, state -> {
                        told.set(true);
                        then.accept(job, state);
                    }));
        } catch (RuntimeException | Error broken) { // memory is short, for example
            LOG.log(Level.ERROR, "Job " + job.claim().id() + " was not settled; it is left to its lease", broken);
            if (told.compareAndSet(false, true)) {
                ended(job, Optional.empty(), then);
            }
        }
    }

    private static void runApart(QueueHandler handler, List<HeldJob> jobs, Throwable why) {
        LOG.log(Level.DEBUG, () -> jobs.size() + " jobs of queue '" + handler.queue() + "' are run apart", why);
        jobs.forEach(HeldJob::backToStart);
    }

    /** After a commit of which nobody knows whether it was done: what it has settled must not be run again. */
    private List<HeldJob> stillOurs(List<HeldJob> jobs, BiConsumer<HeldJob, Optional<Settled>> then) {
        Set<UUID> ours;
        try {
            List<ClaimedJob> claims = jobs.stream().map(HeldJob::claim).toList();
            ours = context.transactions().inNew(() -> context.store().stillClaimed(claims)).stream()
                    .map(ClaimedJob::id)
                    .collect(Collectors.toSet());
        } catch (RuntimeException | Error unanswered) {
            LOG.log(Level.DEBUG, "Nobody knows what was committed; the guard of each job decides", unanswered);
            return jobs;
        }
        jobs.stream()
                .filter(job -> !ours.contains(job.claim().id()))
                .forEach(job -> ended(job, Optional.empty(), then));
        return jobs.stream().filter(job -> ours.contains(job.claim().id())).toList();
    }

    private void ended(HeldJob job, Optional<Settled> after, BiConsumer<HeldJob, Optional<Settled>> then) {
        endings.ended(job, after, Thread.currentThread(), state -> then.accept(job, state));
    }
}
