package dev.raquel;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.raquel.internal.Node;
import dev.raquel.internal.attempt.Calls;
import dev.raquel.internal.attempt.QueueHandler;
import dev.raquel.internal.dispatch.Dispatcher;
import dev.raquel.internal.dispatch.DispatcherSettings;
import dev.raquel.internal.local.AsyncOperations;
import dev.raquel.internal.local.Endings;
import dev.raquel.internal.local.LocalTransactions;
import dev.raquel.internal.local.Stops;
import dev.raquel.internal.local.WorkerThreads;
import dev.raquel.internal.store.Database;
import dev.raquel.jackson.JacksonPayloads;
import dev.raquel.jpa.JobEntity;
import dev.raquel.spi.AttemptScope;
import dev.raquel.spi.JobListener;
import dev.raquel.spi.PayloadCodec;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/**
 * The job queue in Java SE, over an {@link EntityManagerFactory} of type {@code RESOURCE_LOCAL}.
 *
 * <pre>{@code
 * Raquel raquel = Raquel.over(entityManagerFactory).build();
 * raquel.subscribe(SubscribeOptions.of("emails", WelcomeEmail.class),
 *         (Job<WelcomeEmail> job) -> mailer.send(job.payload())).start();
 * raquel.inTransaction(entityManager -> {
 *     entityManager.persist(account);
 *     return raquel.enqueue("emails", new WelcomeEmail(account.id()));
 * });
 * }</pre>
 *
 * <p>"The caller's transaction" is that of {@link #inTransaction} of this same object, or of its handler that runs on
 * the thread; another {@code Raquel} over the same factory does not see it. Safe for use by many threads. Close it
 * before its factory.
 */
public final class Raquel extends ForwardingService implements AutoCloseable {

    private final LocalTransactions transactions;
    private final Node node;
    private final AsyncOperations async;
    private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private Raquel(LocalTransactions transactions, Node node, AsyncOperations async) {
        super(node.service());
        this.transactions = transactions;
        this.node = node;
        this.async = async;
    }

    /**
     * Starts to build a queue.
     *
     * @param factory the persistence unit that has the job table; stays open as long as the queue is used
     * @return a builder with the defaults
     * @throws IllegalArgumentException if the unit does not have the job table
     */
    public static Builder over(EntityManagerFactory factory) {
        if (factory.getMetamodel().getEntities().stream().noneMatch(e -> e.getJavaType() == JobEntity.class)) {
            throw new IllegalArgumentException("The persistence unit '"
                    + factory.getProperties().get("hibernate.persistenceUnitName") + "' has no entity RaquelJob: see"
                    + " that neither raquel.enabled nor raquel.persistence-unit keeps it out");
        }
        return new Builder(factory);
    }

    /**
     * Runs work in a new transaction of an entity manager, which {@link #enqueue} and the other methods join. Commits
     * when the work returns, rolls back when it throws, whatever it throws. To end it is not the work's business: from
     * then on the methods that would join it throw {@link IllegalStateException}.
     *
     * @param work gets the entity manager
     * @param <T> what it returns
     * @return what the work returned
     * @throws CommitFailedException if the transaction did not commit, or had ended before its work did
     */
    public <T extends @Nullable Object> T inTransaction(Function<EntityManager, T> work) {
        return transactions.inNew(() -> work.apply(transactions.entityManager()));
    }

    /**
     * The entity manager of the calling thread's transaction. What a handler writes through it is committed together
     * with its job.
     *
     * @return the entity manager; not to be closed, committed or kept
     * @throws IllegalStateException outside handlers and {@link #inTransaction}
     */
    public EntityManager entityManager() {
        return transactions.entityManager();
    }

    /**
     * Adds a handler for a queue. It gets jobs once the subscription is started, and by {@link #drain}.
     *
     * @param options what it handles, and how
     * @param handler the code
     * @param <T> the type of the payload, that of the options
     * @return the subscription, to be started and stopped
     * @throws IllegalArgumentException if the options ask for jobs that share a transaction, and for no transaction
     * @throws IllegalStateException if the queue has a handler already, or this is closed
     */
    public <T extends @Nullable Object> Subscription subscribe(SubscribeOptions options, JobHandler<T> handler) {
        if (options.perTransaction() > 1 && options.handling() == Handling.NON_TRANSACTIONAL) {
            throw new IllegalArgumentException("perTransaction is " + options.perTransaction()
                    + ", but a handler that is NON_TRANSACTIONAL has no transaction to share; leave it out, or subscribe"
                    + " to batches");
        }
        @SuppressWarnings("unchecked") // the payload is read as the type that the options name
        JobHandler<Object> untyped = (JobHandler<Object>) (JobHandler<?>) handler;
        return subscribe(options, Calls.ofEach(untyped, options.perTransaction()), handler.getClass());
    }

    /**
     * The same with a handler of lists: it gets up to {@link SubscribeOptions#perTransaction} jobs at once, as many as
     * are due, in one transaction unless it is {@link Handling#NON_TRANSACTIONAL}; and by {@link #drain} one at a time.
     *
     * @param options what it handles, and how
     * @param handler the code
     * @param <T> the type of the payload, that of the options
     * @return the subscription, to be started and stopped
     * @throws IllegalStateException if the queue has a handler already, or this is closed
     */
    public <T extends @Nullable Object> Subscription subscribeToBatches(
            SubscribeOptions options, BatchHandler<T> handler) {
        @SuppressWarnings({"unchecked", "rawtypes"}) // as above
        BatchHandler<Object> untyped = (BatchHandler<Object>) (BatchHandler) handler;
        return subscribe(options, Calls.ofLists(untyped, options.perTransaction()), handler.getClass());
    }

    private Subscription subscribe(SubscribeOptions options, Calls calls, Class<?> handler) {
        if (closed) {
            throw closed();
        }
        QueueHandler queueHandler = new QueueHandler(
                options.queue(),
                options.payloadType(),
                options.handling(),
                options.concurrency(),
                calls,
                handler.getName(),
                options.retryPolicy(),
                options.giveUpOn(),
                options.maxRunTime());
        ExecutorService executor = WorkerThreads.pool(options.concurrency(), options.queue());
        Dispatcher dispatcher = node.subscribe(List.of(queueHandler), executor, Thread::new);
        Subscription subscription = new DispatcherSubscription(dispatcher, executor, stopped -> {
            node.unsubscribe(dispatcher);
            subscriptions.remove(stopped);
        });
        subscriptions.add(subscription);
        if (closed) { // meanwhile, by somebody who did not see it
            subscription.stop();
            throw closed();
        }
        return subscription;
    }

    /**
     * The same queue inside a transaction that the caller has begun on an entity manager of its own: the methods that
     * run in the caller's transaction take part in that one. After its commit the handlers in this JVM are woken.
     *
     * <pre>{@code
     * entityManager.getTransaction().begin();
     * entityManager.persist(account);
     * raquel.joining(entityManager).enqueue("emails", new WelcomeEmail(account.id()));
     * entityManager.getTransaction().commit();
     * }</pre>
     *
     * @param entityManager of the same persistence unit; used as it may be, by one thread at a time
     * @return the queue; its methods throw {@link IllegalStateException} where the entity manager has no transaction
     * @throws IllegalArgumentException if the entity manager belongs to another persistence unit
     */
    public RaquelService joining(EntityManager entityManager) {
        return node.service(transactions.of(entityManager));
    }

    /**
     * Stops all subscriptions at the same time, and waits for the asynchronous operations that were called, as long as
     * the shutdown timeout allows; the log says how many it has not waited for. What fails keeps nothing else from its
     * end, and is thrown then. Gives no claims back that callers hold, and leaves the factory open: everything else
     * goes on working, but other nodes are notified of nothing any more.
     */
    @Override
    public void close() {
        closed = true;
        Endings.all(this::stopSubscriptions, async::close, node::close);
    }

    private void stopSubscriptions() {
        Stops.all(subscriptions.stream()
                .map(subscription -> (Runnable) subscription::stop)
                .toList());
    }

    private static IllegalStateException closed() {
        return new IllegalStateException("This Raquel is closed, and would never stop the handler; build another one");
    }

    /** Whoever only enqueues need not close this for the JVM to end. */
    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    }

    /** Says how the queue behaves. Not safe for use by many threads. */
    public static final class Builder {

        private final EntityManagerFactory factory;
        private DispatcherSettings settings = DispatcherSettings.defaults();
        private PayloadCodec payloads = JacksonPayloads.withDefaults();
        private final List<JobListener> listeners = new ArrayList<>();
        private int asyncThreads = 4;
        private @Nullable InstantSource clock;

        private Builder(EntityManagerFactory factory) {
            this.factory = factory;
        }

        /**
         * What this node's claims are called in the table: {@code claimed_by} is this name and a suffix of its own for
         * each claim. The host's name by default.
         *
         * @param nodeName the name
         * @return this builder
         * @throws IllegalArgumentException if it is blank, over 215 characters, or has characters that databases cannot
         *     store
         */
        public Builder nodeName(String nodeName) {
            settings = settings.withNodeName(nodeName);
            return this;
        }

        /**
         * How often an idle queue is looked at; 1 second by default.
         *
         * @param pollInterval the interval
         * @return this builder
         * @throws IllegalArgumentException if it is less than 1 ms
         */
        public Builder pollInterval(Duration pollInterval) {
            settings = settings.withPollInterval(pollInterval);
            return this;
        }

        /**
         * How old an unrenewed claim must be before it is taken over; 60 seconds by default. The same on all nodes.
         *
         * @param reclaimAfter the age
         * @return this builder
         * @throws IllegalArgumentException if it is less than 1 ms
         */
        public Builder reclaimAfter(Duration reclaimAfter) {
            settings = settings.withReclaimAfter(reclaimAfter);
            return this;
        }

        /**
         * How long a stop waits for running handlers, and a close for asynchronous operations; 30 seconds by default.
         *
         * @param shutdownTimeout the time
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        public Builder shutdownTimeout(Duration shutdownTimeout) {
            settings = settings.withShutdownTimeout(shutdownTimeout);
            return this;
        }

        /**
         * How long jobs that ended as this stay in the table, by the database's time; for ever by default. Running
         * subscriptions look for older ones now and then, and delete them for good, a few at a time: {@link Raquel#get}
         * then finds none, they are no longer counted, and they cannot be requeued.
         *
         * @param status how they ended: success, exhausted, cancelled or expired
         * @param age the time since their end
         * @return this builder
         * @throws IllegalArgumentException if the state is not that of finished jobs, or the age is less than 1 ms or
         *     more than 2^63-1 ms
         */
        public Builder retention(JobStatus status, Duration age) {
            settings = settings.withRetention(settings.retention().with(status, age));
            return this;
        }

        /**
         * Whether nodes notify each other of jobs, on PostgreSQL, so that a job which any of them enqueues is handled
         * within some milliseconds, and not at the next poll; false by default. To be set where jobs are enqueued and
         * where they are handled. Nothing relies on it: a notification that is lost costs the wait for a poll.
         *
         * <p>After a commit, another thread sends a notification, in a transaction of its own, for all that has come
         * together in some milliseconds. While a subscription is started, one connection of the unit and one thread
         * listen. Jobs that start later are found by polling. On another database nothing of this happens; the log says
         * so.
         *
         * @param notifyNodes true to notify, and to listen
         * @return this builder
         */
        public Builder notifyNodes(boolean notifyNodes) {
            settings = settings.withNotifyNodes(notifyNodes);
            return this;
        }

        /**
         * The mapper that turns payloads into JSON; by default one that tolerates unknown properties and writes times
         * as ISO text.
         *
         * @param mapper the mapper
         * @return this builder
         */
        public Builder objectMapper(ObjectMapper mapper) {
            return payloads(new JacksonPayloads(mapper));
        }

        /**
         * Another way to turn payloads into text.
         *
         * @param payloads the codec
         * @return this builder
         */
        public Builder payloads(PayloadCodec payloads) {
            this.payloads = payloads;
            return this;
        }

        /**
         * Somebody to be told what has become of jobs, after the commit; on the threads of attempts and on those of
         * {@link #asyncThreads}. Nobody is told of what happens after {@link Raquel#close}.
         *
         * @param listener called by many threads; those added first are called first
         * @return this builder
         */
        public Builder listener(JobListener listener) {
            listeners.add(listener);
            return this;
        }

        /**
         * How many operations of {@link Raquel#async}, and calls of listeners apart from those after attempts, run at a
         * time; 4 by default. Any number more may be called, and waits in memory for its turn.
         *
         * @param asyncThreads the number of threads
         * @return this builder
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder asyncThreads(int asyncThreads) {
            if (asyncThreads < 1) {
                throw new IllegalArgumentException("asyncThreads is " + asyncThreads + "; give 1 or more");
            }
            this.asyncThreads = asyncThreads;
            return this;
        }

        /**
         * Another clock than that of the database, for tests that move time.
         *
         * @param clock the clock
         * @return this builder
         */
        public Builder clock(InstantSource clock) {
            this.clock = clock;
            return this;
        }

        /**
         * Makes the queue. Does not touch the database yet.
         *
         * @return the queue
         */
        public Raquel build() {
            LocalTransactions transactions = new LocalTransactions(factory);
            SessionFactory sessions = factory.unwrap(SessionFactory.class);
            AsyncOperations async = AsyncOperations.onThreads(asyncThreads, settings.shutdownTimeout());
            Node node = new Node(
                    new Database(sessions, transactions, transactions),
                    payloads,
                    AttemptScope.NONE,
                    listeners,
                    settings,
                    async,
                    Raquel::daemon,
                    clock);
            return new Raquel(transactions, node, async);
        }
    }
}
