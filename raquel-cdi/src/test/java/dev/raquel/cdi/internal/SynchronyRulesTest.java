package dev.raquel.cdi.internal;

import static dev.raquel.cdi.internal.HandlerRulesTest.mustDeploy;
import static dev.raquel.cdi.internal.HandlerRulesTest.mustNotDeploy;

import dev.raquel.Job;
import dev.raquel.cdi.Queue;
import dev.raquel.cdi.internal.HandlerRulesTest.Email;
import jakarta.ejb.Stateless;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** A handler must be done when its method returns; whoever writes another one is told so. */
class SynchronyRulesTest {

    @Dependent
    static class Async {
        void on(@ObservesAsync @Queue("emails") Job<Email> job) {}
    }

    @Test
    void anAsynchronousObserver() {
        mustNotDeploy(Async.class, "RAQUEL-004", "Async.on(Job<Email>)", "Use @Observes");
    }

    @Stateless
    @Dependent
    static class AsyncEnterpriseBean {
        @jakarta.ejb.Asynchronous
        public void on(@Observes @Queue("emails") Job<Email> job) {}
    }

    @Stateless
    @Dependent
    @jakarta.ejb.Asynchronous
    static class AsyncEnterpriseBeanByItsClass {
        public void on(@Observes @Queue("emails") Job<Email> job) {}
    }

    @Dependent
    static class AsyncByTheServer {
        @jakarta.enterprise.concurrent.Asynchronous
        void on(@Observes @Queue("emails") Job<Email> job) {}
    }

    @Dependent
    @org.eclipse.microprofile.faulttolerance.Asynchronous
    static class AsyncByMicroProfile {
        void on(@Observes @Queue("emails") Job<Email> job) {}
    }

    @InterceptorBinding
    @org.eclipse.microprofile.faulttolerance.Asynchronous
    @Retention(RetentionPolicy.RUNTIME)
    @interface Elsewhere {}

    @Dependent
    static class AsyncByABinding {
        @Elsewhere
        void on(@Observes @Queue("emails") Job<Email> job) {}
    }

    @Test
    void aMethodThatTheContainerRunsElsewhere() {
        mustNotDeploy(AsyncEnterpriseBean.class, "RAQUEL-048", "@jakarta.ejb.Asynchronous", "Remove the annotation");
        mustNotDeploy(AsyncEnterpriseBeanByItsClass.class, "RAQUEL-048", "@jakarta.ejb.Asynchronous");
        mustNotDeploy(AsyncByTheServer.class, "RAQUEL-048", "@jakarta.enterprise.concurrent.Asynchronous");
        mustNotDeploy(AsyncByMicroProfile.class, "RAQUEL-048", "@org.eclipse.microprofile.faulttolerance.Asynchronous");
        mustNotDeploy(AsyncByABinding.class, "RAQUEL-048", "@org.eclipse.microprofile.faulttolerance.Asynchronous");
    }

    @Dependent
    static class ReturnsAStage {
        CompletionStage<Void> on(@Observes @Queue("emails") Job<Email> job) {
            return CompletableFuture.failedFuture(new IllegalStateException("out of paper"));
        }
    }

    @Dependent
    static class ReturnsAFuture {
        CompletableFuture<String> on(@Observes @Queue("emails") Job<Email> job) {
            return new CompletableFuture<>();
        }
    }

    @Dependent
    static class ReturnsSomething {
        String on(@Observes @Queue("emails") Job<Email> job) {
            return "sent";
        }
    }

    @Test
    void aResultThatNobodyWaitsFor() {
        mustNotDeploy(ReturnsAStage.class, "RAQUEL-049", "returns a CompletionStage", "join()");
        mustNotDeploy(ReturnsAFuture.class, "RAQUEL-049", "returns a CompletableFuture");
        mustDeploy(ReturnsSomething.class);
    }
}
