package dev.raquel.cdi.internal;

import jakarta.persistence.EntityManagerFactory;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

/** Everything that the queue takes from the server. */
interface ServerResources {

    /** Begins and ends the calling thread's transactions. */
    UserTransaction userTransaction();

    /** Tells when the calling thread's transaction ends. */
    TransactionSynchronizationRegistry synchronizationRegistry();

    /** The threads on which handlers run. */
    Executor executor();

    /** Makes the dispatcher's own threads. */
    ThreadFactory threads();

    /** The persistence unit that has the job table. */
    EntityManagerFactory entityManagerFactory();
}
