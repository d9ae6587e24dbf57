package dev.raquel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Passes every call on. */
abstract class ForwardingService implements RaquelService {

    private final RaquelService service;

    ForwardingService(RaquelService service) {
        this.service = service;
    }

    @Override
    public JobInfo enqueue(String queue, @Nullable Object payload) {
        return service.enqueue(queue, payload);
    }

    @Override
    public JobInfo enqueue(JobRequest request) {
        return service.enqueue(request);
    }

    @Override
    public long enqueueAll(Stream<JobRequest> requests) {
        return service.enqueueAll(requests);
    }

    @Override
    public Optional<JobInfo> get(UUID id) {
        return service.get(id);
    }

    @Override
    public JobPage jobs(JobQuery query) {
        return service.jobs(query);
    }

    @Override
    public long count(JobQuery query) {
        return service.count(query);
    }

    @Override
    public List<String> queues() {
        return service.queues();
    }

    @Override
    public Map<String, QueueStats> stats(String... queues) {
        return service.stats(queues);
    }

    @Override
    public <T> @Nullable T payload(JobInfo job, Class<T> type) {
        return service.payload(job, type);
    }

    @Override
    public boolean cancel(UUID id) {
        return service.cancel(id);
    }

    @Override
    public boolean requeue(UUID id) {
        return service.requeue(id);
    }

    @Override
    public long requeue(JobQuery query) {
        return service.requeue(query);
    }

    @Override
    public long expire(String... queues) {
        return service.expire(queues);
    }

    @Override
    public Optional<Claim> claim(ClaimOptions options) {
        return service.claim(options);
    }

    @Override
    public boolean renew(Claim claim) {
        return service.renew(claim);
    }

    @Override
    public boolean unclaim(Claim claim) {
        return service.unclaim(claim);
    }

    @Override
    public JobInfo resolve(Claim claim) {
        return service.resolve(claim);
    }

    @Override
    public JobInfo fail(Claim claim, String error) {
        return service.fail(claim, error);
    }

    @Override
    public JobInfo fail(Claim claim, Throwable error) {
        return service.fail(claim, error);
    }

    @Override
    public JobInfo giveUp(Claim claim, String error) {
        return service.giveUp(claim, error);
    }

    @Override
    public JobInfo giveUp(Claim claim, Throwable error) {
        return service.giveUp(claim, error);
    }

    @Override
    public JobInfo reschedule(Claim claim, Duration delay) {
        return service.reschedule(claim, delay);
    }

    @Override
    public JobInfo reschedule(Claim claim, Instant at) {
        return service.reschedule(claim, at);
    }

    @Override
    public JobInfo reject(Claim claim) {
        return service.reject(claim);
    }

    @Override
    public JobInfo cancel(Claim claim) {
        return service.cancel(claim);
    }

    @Override
    public <T extends @Nullable Object> boolean dequeue(DequeueOptions options, JobHandler<T> handler) {
        return service.dequeue(options, handler);
    }

    @Override
    public Map<String, QueueCounters> counters() {
        return service.counters();
    }

    @Override
    public int drain(String queue) {
        return service.drain(queue);
    }

    @Override
    public AsyncRaquel async() {
        return service.async();
    }

    @Override
    public void createSchema() {
        service.createSchema();
    }

    @Override
    public void dropSchema() {
        service.dropSchema();
    }
}
