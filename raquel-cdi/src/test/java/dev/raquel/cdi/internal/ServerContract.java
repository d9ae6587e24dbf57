package dev.raquel.cdi.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.JobInfo;
import dev.raquel.RaquelService;
import dev.raquel.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Status;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/**
 * One application on one database for all tests of a class, and the certainty that none of them leaves anything open.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ServerContract {

    private final Class<?>[] application;
    InProcessServer server;
    RaquelService raquel;
    EntityManager data;

    ServerContract(Class<?>... application) {
        this.application = application;
    }

    /** A database for this class alone. */
    abstract TestDatabase database();

    @BeforeAll
    void deploy() {
        server = new InProcessServer(database(), application);
        raquel = server.raquel();
        data = server.bean(EntityManager.class);
    }

    @AfterAll
    void undeploy() {
        server.close();
    }

    @AfterEach
    void nothingIsLeftOpen() throws Exception {
        int status = server.user().getStatus();
        if (status != Status.STATUS_NO_TRANSACTION) {
            server.user().rollback();
        }
        assertThat(status).as("the thread's transaction").isEqualTo(Status.STATUS_NO_TRANSACTION);
        await("connections given back").until(() -> server.connectionsInUse() == 0);
    }

    /** Runs business code in a transaction that commits, or rolls back if it throws. */
    <T> T inTransaction(Callable<T> work) throws Exception {
        server.user().begin();
        T result;
        try {
            result = work.call();
        } catch (Throwable failure) {
            server.user().rollback();
            throw failure;
        }
        server.user().commit();
        return result;
    }

    /** A text that no other test writes. */
    static String unique() {
        return UUID.randomUUID().toString();
    }

    /** Whether a note with this text is committed. */
    boolean isWritten(String note) {
        return server.count("note where text = '" + note + "'") == 1;
    }

    /** Whether a job is committed. */
    boolean isWritten(UUID job) {
        return server.count("jobs where id = '" + job + "'") == 1;
    }

    /** A job as it is now. */
    JobInfo read(JobInfo job) {
        return raquel.get(job.id()).orElseThrow();
    }
}
