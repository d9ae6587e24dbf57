package dev.raquel.benchmarks.inside.app;

import dev.raquel.Handling;
import dev.raquel.Job;
import dev.raquel.benchmarks.inside.Kind.Queues;
import dev.raquel.benchmarks.throughput.Work;
import dev.raquel.cdi.Queue;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** A handler for each kind. All do the work of the round. */
@ApplicationScoped
public class Observers {

    @Resource(lookup = "java:comp/DefaultDataSource")
    DataSource pool;

    private volatile Work work;

    /** What is done from now on. */
    void work(Work ofRound) {
        work = ofRound;
    }

    void transactional(@Observes @Queue(Queues.TRANSACTIONAL) Job<Integer> job) throws SQLException {
        within(job);
    }

    void locked(@Observes @Queue(value = Queues.LOCKED, handling = Handling.TRANSACTIONAL_LOCKED) Job<Integer> job)
            throws SQLException {
        within(job);
    }

    void loose(@Observes @Queue(value = Queues.LOOSE, handling = Handling.NON_TRANSACTIONAL) Job<Integer> job)
            throws SQLException {
        work.alone(pool, job.payload());
    }

    void shared(@Observes @Queue(value = Queues.SHARED, perTransaction = 20) Job<Integer> job) throws SQLException {
        within(job);
    }

    void lists(@Observes @Queue(value = Queues.LISTS, perTransaction = 100) List<Job<Integer>> jobs)
            throws SQLException {
        try (Connection connection = pool.getConnection()) {
            work.withinAll(connection, jobs.stream().map(Job::payload).toList());
        }
    }

    private void within(Job<Integer> job) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            work.within(connection, job.payload());
        }
    }
}
