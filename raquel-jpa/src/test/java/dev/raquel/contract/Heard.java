package dev.raquel.contract;

import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.spi.JobListener;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Notes what it is told, on which thread, and what another connection sees in the row at that moment. */
final class Heard implements JobListener {

    /** One call. */
    record Event(JobInfo job, String rowStatus, String thread, boolean inTransaction) {

        UUID id() {
            return job.id();
        }

        JobStatus status() {
            return job.status();
        }
    }

    private final QueueFixture fixture;
    private final Collection<Event> events = new ConcurrentLinkedQueue<>();

    Heard(QueueFixture fixture) {
        this.fixture = fixture;
    }

    @Override
    public void changed(JobInfo job) {
        Object row = fixture.row("select status from jobs where id = " + fixture.sql(job.id()))
                .get("status");
        events.add(new Event(job, String.valueOf(row), Thread.currentThread().getName(), inTransaction()));
    }

    List<Event> all() {
        return List.copyOf(events);
    }

    private boolean inTransaction() {
        try {
            fixture.raquel.entityManager();
            return true;
        } catch (IllegalStateException none) {
            return false;
        }
    }
}
