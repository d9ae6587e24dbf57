package dev.raquel.cdi.it.application;

import dev.raquel.Handling;
import dev.raquel.Job;
import dev.raquel.JobInfo;
import dev.raquel.JobRequest;
import dev.raquel.RaquelService;
import dev.raquel.cdi.Queue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.NullUnmarked;

/** Handlers of jobs that share a transaction, and of lists of jobs. */
@ApplicationScoped
@NullUnmarked
public class Together {

    public static final String EACH = "each";
    public static final String LISTS = "lists";
    public static final String LISTS_OUTSIDE = "lists.outside";
    public static final int FEW = 5;

    private final Map<UUID, Integer> longest = new ConcurrentHashMap<>();

    @Inject
    private RaquelService raquel;

    void each(@Observes @Queue(value = EACH, concurrency = 1, perTransaction = FEW) Job<String> job) throws Exception {
        Scripts.run(job);
    }

    void lists(@Observes @Queue(value = LISTS, concurrency = 1, perTransaction = FEW) List<Job<String>> jobs)
            throws Exception {
        runAll(jobs);
    }

    void outside(
            @Observes
                    @Queue(
                            value = LISTS_OUTSIDE,
                            handling = Handling.NON_TRANSACTIONAL,
                            concurrency = 1,
                            perTransaction = FEW)
                    List<Job<String>> jobs)
            throws Exception {
        runAll(jobs);
    }

    private void runAll(List<Job<String>> jobs) throws Exception {
        for (Job<String> job : jobs) {
            longest.merge(job.id(), jobs.size(), Math::max);
            Scripts.run(job);
        }
    }

    /** How long the longest list was that had this job. */
    public int longestListWith(JobInfo job) {
        return longest.getOrDefault(job.id(), 0);
    }

    /** Jobs without a retry, all in one transaction: so they are there at once. */
    @Transactional
    public List<JobInfo> enqueue(String queue, List<String> payloads) {
        return payloads.stream()
                .map(payload ->
                        raquel.enqueue(JobRequest.of(payload).withQueue(queue).withMaxRetries(0)))
                .toList();
    }
}
