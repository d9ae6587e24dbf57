package dev.raquel.cdi.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.raquel.Handling;
import dev.raquel.Job;
import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.RaquelService;
import dev.raquel.cdi.Queue;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.NormalScope;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What observer methods are given: payloads, scopes, interceptors, parameters. */
abstract class ObserverContract extends ServerContract {

    private static final List<Object> SEEN = new CopyOnWriteArrayList<>();

    ObserverContract() {
        super(
                Typed.class,
                Concrete.class,
                Visit.class,
                Visited.class,
                Parcel.class,
                Audited.class,
                Audit.class,
                Nowhere.class,
                Locking.class);
    }

    record Email(String to, int priority) {}

    /** Payloads of all kinds. */
    @ApplicationScoped
    static class Typed {

        void record(@Observes @Queue("record") Job<Email> job) {
            SEEN.add(job.payload().to());
        }

        private void map(@Observes @Queue("map") Job<Map<String, Object>> job) {
            SEEN.add(job.payload().get("to"));
        }

        static void list(@Observes @Queue("list") Job<List<Email>> job) {
            SEEN.add(job.payload().get(0).to());
        }

        final void text(@Observes @Queue("text") Job<String> job) {
            SEEN.add(job.payload());
        }
    }

    abstract static class Generic<T> {

        void on(@Observes @Queue("generic") Job<T> job) {
            SEEN.add(job.payload());
        }
    }

    @Dependent
    static class Concrete extends Generic<Email> {}

    @RequestScoped
    static class Visit {

        private final String id = unique();

        String id() {
            return id;
        }

        @PreDestroy
        void end() {
            SEEN.add("end of " + id);
        }
    }

    @ApplicationScoped
    static class Visited {

        @Inject
        Visit visit;

        void on(@Observes @Queue("visits") Job<String> job, Visit same) {
            assertThat(same.id()).isEqualTo(visit.id());
            SEEN.add(visit.id());
        }
    }

    @Dependent
    static class Parcel {

        @PreDestroy
        void end() {
            SEEN.add("parcel gone");
        }
    }

    @Auditing
    @ApplicationScoped
    static class Audited {

        void on(@Observes @Queue("audited") Job<String> job, Parcel parcel) {
            SEEN.add("handled");
        }
    }

    @InterceptorBinding
    @Retention(RetentionPolicy.RUNTIME)
    @interface Auditing {}

    @Auditing
    @Interceptor
    @Priority(Interceptor.Priority.APPLICATION)
    static class Audit {

        @AroundInvoke
        Object around(InvocationContext call) throws Exception {
            SEEN.add("before");
            Object result = call.proceed();
            SEEN.add("after");
            return result;
        }
    }

    /** A scope of the application's own, which nobody activates. */
    @NormalScope
    @Retention(RetentionPolicy.RUNTIME)
    @interface NowhereScoped {}

    @NowhereScoped
    static class Nowhere {

        void on(@Observes @Queue("nowhere") Job<String> job) {
            SEEN.add("handled");
        }
    }

    @ApplicationScoped
    static class Locking {

        @Inject
        RaquelService raquel;

        void on(@Observes @Queue(value = "locked", handling = Handling.TRANSACTIONAL_LOCKED) Job<String> job) {
            SEEN.add(raquel.get(job.id()).orElseThrow().status());
        }
    }

    @BeforeEach
    void nothingSeenYet() {
        SEEN.clear();
    }

    @Test
    void everyJobHasARequestScopeOfItsOwn() {
        raquel.enqueue("visits", "1");
        raquel.enqueue("visits", "2");

        assertThat(raquel.drain("visits")).isEqualTo(2);

        assertThat(SEEN).hasSize(4).doesNotHaveDuplicates();
        assertThat(SEEN.get(1)).isEqualTo("end of " + SEEN.get(0));
        assertThat(SEEN.get(3)).isEqualTo("end of " + SEEN.get(2));
    }

    @Test
    void aRequestThatDrainsKeepsItsScope() {
        raquel.enqueue("visits", "1");

        server.inRequest(() -> {
            String own = server.bean(Visit.class).id();
            raquel.drain("visits");
            assertThat(SEEN).containsExactly(own);
        });

        assertThat(SEEN).hasSize(2);
    }

    @Test
    void interceptorsAndParametersOfAnObserver() {
        raquel.enqueue("audited", "");

        raquel.drain("audited");

        assertThat(SEEN).containsExactly("before", "handled", "after", "parcel gone");
    }

    @Test
    void payloadsOfAllKinds() {
        raquel.enqueue("record", new Email("a record", 1));
        raquel.enqueue("map", new Email("a map", 1));
        raquel.enqueue("list", List.of(new Email("a list", 1)));
        raquel.enqueue("text", "{\"as\": \"it is\"}");
        raquel.enqueue("generic", new Email("inherited", 1));

        Stream.of("record", "map", "list", "text", "generic").forEach(raquel::drain);

        assertThat(SEEN)
                .containsExactly("a record", "a map", "a list", "{\"as\": \"it is\"}", new Email("inherited", 1));
    }

    @Test
    void aPayloadThatCannotBeReadFailsItsJobAlone() {
        JobInfo bad = raquel.enqueue("record", "no JSON");
        JobInfo good = raquel.enqueue("record", new Email("good", 1));

        assertThat(raquel.drain("record")).isEqualTo(2);

        assertThat(read(bad).status()).isEqualTo(JobStatus.FAILED);
        assertThat(read(bad).error()).contains("record", bad.id().toString(), "Email");
        assertThat(read(good).status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(SEEN).containsExactly("good");
        raquel.cancel(bad.id());
    }

    @Test
    void aHandlerWhoseScopeIsNotActiveFailsInsteadOfBeingSkipped() {
        JobInfo job = raquel.enqueue("nowhere", null);

        raquel.drain("nowhere");

        assertThat(SEEN).isEmpty();
        assertThat(read(job).status()).isEqualTo(JobStatus.FAILED);
        assertThat(read(job).error()).contains("RAQUEL-013", "Nowhere.on(Job<String>)", "@NowhereScoped");
        raquel.cancel(job.id());
    }

    @Test
    void handlingUnderALock() {
        JobInfo job = raquel.enqueue("locked", null);

        raquel.drain("locked");

        assertThat(SEEN).containsExactly(JobStatus.CLAIMED);
        assertThat(read(job).status()).isEqualTo(JobStatus.SUCCESS);
    }

    @Test
    void drainRefusesATransactionAndQueuesThatNobodyKnows() throws Exception {
        inTransaction(() -> assertThatIllegalStateException()
                .isThrownBy(() -> raquel.drain("text"))
                .withMessageContaining("transaction"));
        assertThatIllegalStateException()
                .isThrownBy(() -> raquel.drain("unknown"))
                .withMessageContaining("unknown");
    }
}
