package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.raquel.Claim;
import dev.raquel.ClaimOptions;
import dev.raquel.JobInfo;
import dev.raquel.JobPage;
import dev.raquel.JobQuery;
import dev.raquel.JobRequest;
import dev.raquel.JobStatus;
import dev.raquel.QueueStats;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Looking at jobs: pages, counts, statistics. */
interface ReadingContract extends Contract {

    private JobInfo enqueued(String queue) {
        return q().raquel.enqueue(queue, "x");
    }

    private Claim claim(String queue) {
        return q().raquel.claim(ClaimOptions.of(queue)).orElseThrow();
    }

    private List<UUID> walk(JobQuery query) {
        List<UUID> ids = new ArrayList<>();
        Optional<JobQuery> next = Optional.of(query);
        while (next.isPresent()) {
            JobPage page = q().raquel.jobs(next.get());
            assertThat(page.jobs()).hasSizeLessThanOrEqualTo(query.pageSize());
            page.jobs().forEach(job -> ids.add(job.id()));
            next = page.next();
        }
        return ids;
    }

    /** Several jobs of the same millisecond lie on both sides of each border between pages. */
    @Test
    default void pagesNeitherOverlapNorLeaveJobsOut() {
        List<UUID> enqueued = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            if (i % 10 == 0) {
                q().clock.advance(Duration.ofMillis(1));
            }
            enqueued.add(enqueued("pages").id());
        }
        enqueued("other");

        List<UUID> oldestFirst = walk(JobQuery.of("pages").withPageSize(4));
        List<UUID> newestFirst = walk(JobQuery.of("pages").withPageSize(7).withNewestFirst());

        assertThat(oldestFirst).containsExactlyInAnyOrderElementsOf(enqueued);
        assertThat(oldestFirst.subList(0, 10)).containsExactlyInAnyOrderElementsOf(enqueued.subList(0, 10));
        assertThat(oldestFirst.subList(20, 25)).containsExactlyInAnyOrderElementsOf(enqueued.subList(20, 25));
        Collections.reverse(newestFirst);
        assertThat(newestFirst).isEqualTo(oldestFirst);
    }

    @Test
    default void theLastPageKnowsThatItIs() {
        enqueued("pages");
        enqueued("pages");

        assertThat(q().raquel.jobs(JobQuery.of("pages").withPageSize(2)).next()).isEmpty();
        assertThat(q().raquel.jobs(JobQuery.of("pages").withPageSize(1)).next()).isPresent();
        assertThat(q().raquel.jobs(JobQuery.of("nobody's"))).isEqualTo(new JobPage(List.of(), Optional.empty()));
        assertThat(q().raquel
                        .jobs(JobQuery.all().withPageSize(Integer.MAX_VALUE))
                        .jobs())
                .hasSize(2);
    }

    @Test
    default void aQueryNarrowsByQueueStateAndTime() {
        JobInfo early = enqueued("a");
        q().raquel.resolve(claim("a"));
        Instant between = q().clock.instant().plusMillis(1);
        q().clock.advance(Duration.ofMillis(1));
        JobInfo late = enqueued("a");
        q().raquel.resolve(claim("a"));
        JobInfo failed = enqueued("b");
        q().raquel.fail(claim("b"), "no paper");
        JobInfo queued = enqueued("c");

        assertThat(walk(JobQuery.of("a", "c"))).containsExactlyInAnyOrder(early.id(), late.id(), queued.id());
        assertThat(walk(JobQuery.all().withStatuses(JobStatus.FAILED, JobStatus.QUEUED)))
                .containsExactlyInAnyOrder(failed.id(), queued.id());
        assertThat(walk(JobQuery.of("a").withFinishedFrom(between))).containsExactly(late.id());
        assertThat(walk(JobQuery.all().withFinishedBefore(between))).containsExactly(early.id());
        assertThat(q().raquel.count(JobQuery.all().withFinishedFrom(between))).isEqualTo(2);
        Instant justAfter = between.plusNanos(1);
        assertThat(q().raquel.count(JobQuery.all().withFinishedFrom(justAfter))).isZero();
        assertThat(q().raquel.count(JobQuery.all().withFinishedBefore(justAfter)))
                .isEqualTo(3);
    }

    @Test
    default void pagesHoldWholeJobs() {
        JobInfo job = q().raquel
                .enqueue(JobRequest.of(Map.of("to", "Zoë"))
                        .withQueue("a")
                        .withMaxAge(Duration.ofDays(1))
                        .withMaxRetries(2));

        assertThat(q().raquel.jobs(JobQuery.all()).jobs()).containsExactly(job);
    }

    @Test
    default void jobsAreCounted() {
        enqueued("a");
        enqueued("a");
        enqueued("b");
        claim("a");

        assertThat(q().raquel.count("a")).isEqualTo(2);
        assertThat(q().raquel.count("a", JobStatus.CLAIMED)).isOne();
        assertThat(q().raquel.count("a", JobStatus.SUCCESS, JobStatus.FAILED)).isZero();
        assertThat(q().raquel.count("nobody's")).isZero();
        assertThat(q().raquel.count(JobQuery.all().withPageSize(1))).isEqualTo(3);
    }

    @Test
    default void queuesAreNamed() {
        assertThat(q().raquel.queues()).isEmpty();
        enqueued("b");
        enqueued("a");
        enqueued("b");
        q().raquel.cancel(enqueued("finished").id());

        assertThat(q().raquel.queues()).containsExactly("a", "b", "finished");
    }

    @Test
    default void statisticsCountEachState() {
        enqueued("a");
        enqueued("a");
        q().raquel.resolve(claim("a"));
        enqueued("b");
        q().raquel.giveUp(claim("b"), "no");
        q().database.execute("update jobs set status = 'strange' where queue = 'b'");

        assertThat(q().raquel.stats())
                .containsExactly(
                        Map.entry("a", new QueueStats("a", 2, 1, 0, 1, 0, 0, 0, 0)),
                        Map.entry("b", new QueueStats("b", 1, 0, 0, 0, 0, 0, 0, 0)));
        assertThat(q().raquel.stats("a", "new").keySet()).containsExactly("a", "new");
        assertThat(q().raquel.stats("new").get("new").total()).isZero();
        assertThat(q().raquel.stats("a").get("a").count(JobStatus.SUCCESS)).isOne();
        assertThat(q().raquel.jobs(JobQuery.of("b")).jobs())
                .as("a word that is no state")
                .isEmpty();
    }

    @Test
    default void aTransactionSeesWhatItWrote() {
        q().raquel.inTransaction(entityManager -> {
            enqueued("a");
            assertThat(q().raquel.count("a")).isOne();
            assertThat(q().raquel.queues()).containsExactly("a");
            assertThat(q().raquel.jobs(JobQuery.all()).jobs()).hasSize(1);
            assertThat(q().raquel.stats()).containsOnlyKeys("a");
            return null;
        });
    }

    @Test
    default void aPayloadIsReadAsAType() {
        JobInfo job = q().raquel.enqueue("a", List.of(1, 2));

        assertThat(q().raquel.payload(job, int[].class)).containsExactly(1, 2);
        assertThat(q().raquel.payload(job, String.class)).isEqualTo("[1,2]");
        assertThat(q().raquel.payload(q().raquel.enqueue("a", 5), int.class)).isEqualTo(5);
        assertThatIllegalArgumentException().isThrownBy(() -> q().raquel.payload(job, Instant.class));
        assertThat(q().raquel.payload(q().raquel.enqueue("a", null), int[].class))
                .isNull();
    }
}
