package dev.raquel.cdi.internal;

import static dev.raquel.cdi.internal.HandlerRulesTest.mustDeploy;
import static dev.raquel.cdi.internal.HandlerRulesTest.mustNotDeploy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.JobStatus;
import dev.raquel.cdi.JobCancelled;
import dev.raquel.cdi.JobEvent;
import dev.raquel.cdi.JobExhausted;
import dev.raquel.cdi.JobFailed;
import dev.raquel.cdi.JobSucceeded;
import dev.raquel.cdi.Queue;
import dev.raquel.cdi.internal.event.FiredEvents;
import dev.raquel.cdi.internal.event.FiredMetadata;
import dev.raquel.cdi.internal.event.ObserverCalls;
import dev.raquel.cdi.internal.server.ModuleContexts;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.event.Reception;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.EventMetadata;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.IOException;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.Test;

/** Which observers of life events make sense, and whose events are fired at all. */
class EventRulesTest {

    @Dependent
    static class BlankQueue {
        void on(@Observes @Queue(" ") JobFailed event) {}
    }

    @Test
    void aQueueThatCannotBe() {
        mustNotDeploy(BlankQueue.class, "RAQUEL-040", "BlankQueue.on(JobFailed)", "leave @Queue out");
    }

    @Dependent
    static class MeantAsHandler {
        void on(@Observes @Queue(value = "emails", concurrency = 8) JobEvent event) {}
    }

    @Test
    void sayingHowJobsAreHandled() {
        mustNotDeploy(MeantAsHandler.class, "RAQUEL-041", "MeantAsHandler.on(JobEvent)", "@Queue(\"emails\") alone");
    }

    @SessionScoped
    static class InASession implements Serializable {
        private static final long serialVersionUID = 1L;

        void on(@Observes JobFailed event) {}
    }

    @Test
    void aScopeThatIsNotActive() {
        mustNotDeploy(InASession.class, "RAQUEL-042", "InASession.on(JobFailed)", "@SessionScoped");
    }

    @ApplicationScoped
    static class Fine {
        void all(@Observes JobEvent event) {}

        void one(@Observes @Queue("emails") JobExhausted event) {}

        void another(@Observes @Queue("emails") JobExhausted event) {}

        void apart(@ObservesAsync @Queue("emails") JobFailed event) {}

        @Transactional(TxType.REQUIRES_NEW)
        void inATransaction(@Observes(during = TransactionPhase.AFTER_SUCCESS) JobSucceeded event) {}

        void ifThere(@Observes(notifyObserver = Reception.IF_EXISTS) JobCancelled event) {}
    }

    @ApplicationScoped
    static class AsksForMetadata {
        void alert(@Observes JobExhausted event, EventMetadata metadata) {}
    }

    @Test
    void eventMetadata() {
        mustNotDeploy(AsksForMetadata.class, "RAQUEL-043", "AsksForMetadata.alert", "EventMetadata", "event.job()");
    }

    @ApplicationScoped
    static class NeedsATransaction {
        @Transactional(TxType.MANDATORY)
        void alert(@Observes JobExhausted event) {}
    }

    @Stateless
    @Dependent
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    static class EnterpriseBeanThatNeedsATransaction {
        public void alert(@ObservesAsync JobExhausted event) {}
    }

    @Test
    void needingATransaction() {
        mustNotDeploy(NeedsATransaction.class, "RAQUEL-044", "@Transactional(MANDATORY)", "@Transactional(REQUIRED)");
        mustNotDeploy(EnterpriseBeanThatNeedsATransaction.class, "RAQUEL-044", "@TransactionAttribute(MANDATORY)");
    }

    @Test
    void asManyObserversAsYouLikeBesideTheHandler() {
        mustDeploy(Fine.class, HandlerRulesTest.Fine.class);
    }

    @ApplicationScoped
    static class Picky {
        void one(@Observes @Queue("emails") JobExhausted event) {}

        void apart(@ObservesAsync @Queue("parcels") JobFailed event) {}
    }

    @Test
    void nothingIsFiredThatNobodyObserves() {
        try (WeldContainer deployed = deployed()) {
            FiredEvents events = events(deployed.getBeanManager());

            assertThat(events.listensTo("emails", JobStatus.EXHAUSTED)).isTrue();
            assertThat(events.listensTo("parcels", JobStatus.FAILED)).isTrue();
            assertThat(events.listensTo("emails", JobStatus.FAILED)).isFalse();
            assertThat(events.listensTo("parcels", JobStatus.EXHAUSTED)).isFalse();
            assertThat(events.listensTo("letters", JobStatus.EXHAUSTED)).isFalse();
        }
    }

    @Test
    void aNeighboursObserverOfEverythingIsLeftAlone() throws Exception {
        Class<?> neighbour = new ClassLoader(getClass().getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (!name.startsWith("dev.raquel")) {
                    return super.loadClass(name, resolve);
                }
                if (!name.equals(Neighbour.class.getName())) {
                    throw new ClassNotFoundException(name);
                }
                try (var file = getResourceAsStream(name.replace('.', '/') + ".class")) {
                    byte[] bytes = Objects.requireNonNull(file).readAllBytes();
                    return defineClass(name, bytes, 0, bytes.length);
                } catch (IOException e) {
                    throw new ClassNotFoundException(name, e);
                }
            }
        }.loadClass(Neighbour.class.getName());

        assertThat(metadataHeardBy(Neighbour.class)).contains(FiredMetadata.class.getSimpleName());
        assertThat(metadataHeardBy(neighbour)).isNotEmpty().doesNotContain(FiredMetadata.class.getSimpleName());
    }

    private static String metadataHeardBy(Class<?> observer) {
        try (WeldContainer deployed = new Weld()
                .disableDiscovery()
                .addExtension(new RaquelExtension())
                .addBeanClasses(observer)
                .initialize()) {
            StringBuilder note = new StringBuilder();
            deployed.event().fire(note);
            return note.toString();
        }
    }

    @Test
    void whoObservesQueuesThatNobodyNamesIsLookedUpOnce() {
        try (WeldContainer deployed = deployed()) {
            AtomicInteger lookUps = new AtomicInteger();
            FiredEvents events = events((BeanManager) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {BeanManager.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("resolveObserverMethods")) {
                            lookUps.incrementAndGet();
                        }
                        return method.invoke(deployed.getBeanManager(), arguments);
                    }));

            for (int queue = 0; queue < 100; queue++) {
                events.listensTo("tenant-" + queue, JobStatus.EXHAUSTED);
            }

            assertThat(lookUps).hasValue(1);
        }
    }

    private final RaquelExtension extension = new RaquelExtension();

    private WeldContainer deployed() {
        return new Weld()
                .disableDiscovery()
                .addExtension(extension)
                .addBeanClasses(Picky.class)
                .initialize();
    }

    private FiredEvents events(BeanManager beans) {
        ObserverCalls calls = new ObserverCalls(new ModuleContexts(), Runnable::run);
        return new FiredEvents(beans, Runnable::run, extension.eventObservers(), calls, Runnable::run);
    }
}
