package dev.raquel.cdi.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.cdi.it.application.Diary;
import dev.raquel.cdi.it.application.Handlers;
import dev.raquel.cdi.it.application.Visit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scopes, interceptors and parameters of observers. */
interface ScopesInServer extends InServer {

    @BeforeEach
    default void aNewPage() {
        Diary.clear();
    }

    @Test
    default void everyJobHasARequestScopeOfItsOwnThatEnds() {
        List<String> visits = new CopyOnWriteArrayList<>();

        attempt(running -> visits.add(bean(Visit.class).id()));
        attempt(running -> visits.add(bean(Visit.class).id()));

        assertThat(visits).hasSize(2).doesNotHaveDuplicates();
        eventually(() -> Visit.ended().containsAll(visits));
    }

    @Test
    default void aRequestScopeEndsAfterAFailureToo() {
        List<String> visits = new CopyOnWriteArrayList<>();

        attempt(running -> {
            visits.add(bean(Visit.class).id());
            throw new IllegalStateException("then this");
        });

        assertThat(visits).hasSize(1);
        eventually(() -> Visit.ended().containsAll(visits));
    }

    @Test
    default void aClassesInterceptorsAndAMethodsParameters() {
        JobInfo job = awaitStatus(raquel().enqueue("audited-class", ""), JobStatus.SUCCESS);

        assertThat(job.attempts()).isEqualTo(1);
        List<String> entries = Diary.entries();
        assertThat(entries).hasSize(6);
        String visit = entries.get(3);
        assertThat(entries).containsExactly("parcel made", "before", "handled", visit, "after", "parcel gone");
        eventually(() -> Visit.ended().contains(visit));
    }

    @Test
    default void aMethodsInterceptors() {
        awaitStatus(raquel().enqueue("audited-method", ""), JobStatus.SUCCESS);

        assertThat(Diary.entries()).containsExactly("before", "handled", "after");
    }

    @Test
    default void theRequestOfTheCallerIsNotTheJobs() {
        List<String> visits = new CopyOnWriteArrayList<>();
        visits.add(bean(Visit.class).id());

        awaitStatus(
                enqueue(Handlers.PLAIN, running -> visits.add(bean(Visit.class).id())), JobStatus.SUCCESS);

        assertThat(visits).hasSize(2).doesNotHaveDuplicates();
        assertThat(bean(Visit.class).id()).isEqualTo(visits.get(0));
    }
}
