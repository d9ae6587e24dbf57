package dev.raquel.cdi.internal.server;

import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

/** Everything that the queue takes from the server. */
public interface ServerResources {

    /** Begins and ends the calling thread's transactions. */
    UserTransaction userTransaction();

    /** Tells when the calling thread's transaction ends. */
    TransactionSynchronizationRegistry synchronizationRegistry();

    /** Runs what callers do not want to wait for. */
    Executor executor();

    /**
     * A managed executor that the application names.
     *
     * @throws IllegalStateException if there is none of this JNDI name
     */
    Executor executor(String name);

    /** Makes threads. */
    ThreadFactory threads();

    /**
     * The application component that the calling thread is in: runs on the thread that asks it to, in the transaction
     * of that thread.
     */
    Executor contextHere();
}
