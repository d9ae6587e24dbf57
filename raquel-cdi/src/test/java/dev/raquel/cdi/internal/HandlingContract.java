package dev.raquel.cdi.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import com.arjuna.ats.arjuna.coordinator.TxControl;
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
import jakarta.persistence.EntityManager;
import jakarta.transaction.Status;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import jakarta.transaction.UserTransaction;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What observer methods are given, and what becomes of a job and of what its handler wrote. */
abstract class HandlingContract extends ServerContract {

    private static final List<Object> SEEN = new CopyOnWriteArrayList<>();

    HandlingContract() {
        super(
                Scripted.class,
                Typed.class,
                Concrete.class,
                Visit.class,
                Visited.class,
                Parcel.class,
                Audited.class,
                Audit.class,
                Nowhere.class,
                Ledger.class,
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
    static class Ledger {

        @Inject
        EntityManager data;

        @Transactional(TxType.REQUIRES_NEW)
        void record(String note) {
            data.persist(new Note(note));
        }

        @Transactional
        void refuse() {
            throw new IllegalStateException("refused");
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
    void theHandlersWritesAndTheJobCommitTogether() {
        String note = unique();

        JobInfo job = run((running, data) -> {
            data.persist(new Note(note));
            data.flush();
            assertThat(isWritten(note)).as("before the commit").isFalse();
            assertThat(server.count("jobs where id = '" + running.id() + "' and status = 'claimed'"))
                    .isOne();
        });

        assertThat(job.status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(job.attempts()).isEqualTo(1);
        assertThat(isWritten(note)).isTrue();
    }

    static Stream<Throwable> whateverIsThrown() {
        return Stream.of(
                new IllegalStateException("boom"), new IOException("disk full"), new LinkageError("no such class"));
    }

    @ParameterizedTest
    @MethodSource
    void whateverIsThrown(Throwable thrown) {
        String note = unique();

        JobInfo job = run((running, data) -> {
            data.persist(new Note(note));
            data.flush();
            throw thrown;
        });

        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.error()).isEqualTo(thrown.toString());
        assertThat(job.errorTrace()).startsWith(thrown.toString()).contains("HandlingContract");
        assertThat(job.failures()).isEqualTo(1);
        assertThat(job.scheduledAt()).isEqualTo(job.finishedAt().plusSeconds(1));
        assertThat(isWritten(note)).isFalse();
    }

    static Stream<Arguments> outcomes() {
        return Stream.of(
                Arguments.of("fail", script((job, data) -> job.fail("no")), JobStatus.FAILED, false),
                Arguments.of("giveUp", script((job, data) -> job.giveUp("no")), JobStatus.EXHAUSTED, false),
                Arguments.of(
                        "reschedule",
                        script((job, data) -> job.reschedule(Duration.ofDays(1))),
                        JobStatus.QUEUED,
                        true),
                Arguments.of("reject", script((job, data) -> job.reject()), JobStatus.QUEUED, false),
                Arguments.of("cancel", script((job, data) -> job.cancel()), JobStatus.CANCELLED, true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void outcomes(String name, Scripted.Script outcome, JobStatus status, boolean keepsWrites) {
        String note = unique();

        JobInfo job = run((running, data) -> {
            data.persist(new Note(note));
            outcome.run(running, data);
        });

        assertThat(job.status()).isEqualTo(status);
        assertThat(job.attempts()).isEqualTo(1);
        assertThat(isWritten(note)).isEqualTo(keepsWrites);
    }

    @Test
    void successInATransactionMarkedForRollbackIsAFailureThatSaysSo() {
        String note = unique();

        JobInfo job = run((running, data) -> {
            data.persist(new Note(note));
            server.user().setRollbackOnly();
        });

        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.error()).contains("marked for rollback");
        assertThat(isWritten(note)).isFalse();
    }

    @Test
    void swallowingWhatABusinessMethodThrewIsAFailureToo() {
        JobInfo job = run((running, data) -> {
            try {
                server.bean(Ledger.class).refuse();
            } catch (IllegalStateException ignored) {
                // as careless handlers do
            }
        });

        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.error()).contains("marked for rollback");
    }

    @Test
    void writesThatTheDatabaseRefusesAtTheCommit() {
        String note = unique();
        server.bean(Ledger.class).record(note);

        JobInfo job = run((running, data) -> data.persist(new Note(note)));

        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.errorTrace()).containsIgnoringCase("unique");
    }

    @Test
    void aHandlerThatEndsItsTransactionItself() {
        JobInfo job = run((running, data) -> server.user().commit());

        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.error()).contains("ended before the handler did");
    }

    @Test
    void aHandlerThatOutlivesTheTransactionTimeout() {
        String note = unique();
        int usual = TxControl.getDefaultTimeout();
        TxControl.setDefaultTimeout(1);
        try {
            JobInfo job = run((running, data) -> {
                data.persist(new Note(note));
                data.flush();
                awaitTimeout(server.user());
            });

            assertThat(job.status()).isEqualTo(JobStatus.FAILED);
            assertThat(job.error()).contains("timeout");
            assertThat(isWritten(note)).isFalse();
        } finally {
            TxControl.setDefaultTimeout(usual);
        }
    }

    @Test
    void whatIsWrittenInATransactionOfItsOwnStays() {
        String note = unique();

        run((running, data) -> {
            server.bean(Ledger.class).record(note);
            throw new IllegalStateException("after that");
        });

        assertThat(isWritten(note)).isTrue();
    }

    @Test
    void jobsThatAHandlerEnqueuesGoWithItsTransaction() {
        String kept = unique();
        String lost = unique();

        run((running, data) -> raquel.enqueue("next", kept));
        run((running, data) -> {
            raquel.enqueue("next", lost);
            throw new IllegalStateException("after that");
        });

        assertThat(server.count("jobs where payload = '" + kept + "'")).isOne();
        assertThat(server.count("jobs where payload = '" + lost + "'")).isZero();
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

    private static void awaitTimeout(UserTransaction user) {
        await().pollInSameThread().until(() -> user.getStatus() == Status.STATUS_ROLLEDBACK);
    }

    private static Scripted.Script script(Scripted.Script script) {
        return script;
    }

    /** Runs this for one job, in a handler, and says what became of the job. */
    private JobInfo run(Scripted.Script script) {
        JobInfo job = raquel.enqueue(Scripted.QUEUE, Scripted.payload(script));
        assertThat(raquel.drain(Scripted.QUEUE)).isEqualTo(1);
        JobInfo after = read(job);
        raquel.cancel(job.id()); // nor shall its retry meet the next test
        return after;
    }
}
