package dev.raquel.cdi.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.RaquelService;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An application on WildFly, with the datasource that the server comes with. The tests run inside. */
@ExtendWith(ArquillianExtension.class)
@NullUnmarked
class WildFlyIT {

    @Inject
    RaquelService raquel;

    @Inject
    Accounts accounts;

    @Inject
    Mails mails;

    @EJB
    Opening opening;

    @Deployment
    static WebArchive application() {
        return Application.war("accounts.war");
    }

    /** Such a bean has no UserTransaction among its own resources. */
    @Test
    void aBeanWithTransactionsOfTheContainersMayBeTheFirstToEnqueue() {
        assertEquals(JobStatus.QUEUED, status(opening.job()));
    }

    @Test
    void theHandlersWriteAndTheJobCommitTogether() throws Exception {
        String name = unique();

        JobInfo job = accounts.open(name);

        await().until(() -> status(job) == JobStatus.SUCCESS);
        assertTrue(accounts.find(name).isWelcomed());
    }

    @Test
    void noCommitNoJob() {
        String name = unique();

        assertThrows(IllegalStateException.class, () -> accounts.openAndFail(name));

        assertNull(accounts.find(name));
        assertEquals(0, accounts.count(name));
    }

    @Test
    void anExceptionRollsTheWriteBackAndIsRecorded() throws Exception {
        String name = unique();

        JobInfo job = accounts.enqueue("failing", "{\"account\": \"" + name + "\"}");

        await().until(() -> raquel.get(job.id()).orElseThrow().failures() > 0);
        JobInfo failed = raquel.get(job.id()).orElseThrow();
        assertEquals("java.io.IOException: no route to host", failed.error());
        assertTrue(failed.errorTrace().contains("dev.raquel.cdi.it.Mails.fail"), failed.errorTrace());
        assertNull(accounts.find(name));
        raquel.cancel(job.id());
    }

    @Test
    void everyJobHasARequestScopeOfItsOwn() throws Exception {
        mails.visits().clear();

        JobInfo first = accounts.open(unique());
        JobInfo second = accounts.open(unique());

        await().until(() -> status(first) == JobStatus.SUCCESS && status(second) == JobStatus.SUCCESS);
        assertEquals(2, mails.visits().size());
    }

    @Test
    void enqueueingWithoutATransaction() {
        assertNotNull(raquel.get(raquel.enqueue("nobody", null).id()).orElseThrow());
    }

    @Test
    void jobsBeyondTheServersThreadsWaitForOneAndAreRun() throws Exception {
        List<JobInfo> jobs =
                Stream.generate(() -> accounts.enqueue("crowd", "")).limit(8).toList();
        assertTrue(mails.hasBegun());

        mails.endCrowd();

        await().until(() -> jobs.stream().allMatch(job -> status(job) == JobStatus.SUCCESS));
    }

    private JobStatus status(JobInfo job) {
        return raquel.get(job.id()).orElseThrow().status();
    }

    private static String unique() {
        return UUID.randomUUID().toString();
    }
}
