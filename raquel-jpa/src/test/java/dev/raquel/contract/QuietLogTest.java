package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.CapturedLog;
import dev.raquel.Handling;
import dev.raquel.Job;
import dev.raquel.JobRequest;
import dev.raquel.Raquel;
import dev.raquel.SubscribeOptions;
import dev.raquel.Subscription;
import dev.raquel.testing.PostgresDatabase;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Above DEBUG nothing of a payload is logged, however jobs are run and though what handlers throw quotes it. */
class QuietLogTest extends QueueFixture {

    private static final String SECRET = "4111-1111-1111-1111";

    /** Held, or the logging system would forget its level. */
    private static final Logger LOGGER = Logger.getLogger("dev.raquel");

    QuietLogTest() {
        super(PostgresDatabase::fresh);
    }

    record Card(String owner, Ending ending) {}

    /** How handlers run jobs. */
    enum Way {
        PLAIN(Handling.TRANSACTIONAL, 1, false),
        LOCKED(Handling.TRANSACTIONAL_LOCKED, 1, false),
        LOOSE(Handling.NON_TRANSACTIONAL, 1, false),
        SHARED(Handling.TRANSACTIONAL, 5, false),
        SHARED_LOCKED(Handling.TRANSACTIONAL_LOCKED, 5, false),
        LISTS(Handling.TRANSACTIONAL, 5, true),
        LOCKED_LISTS(Handling.TRANSACTIONAL_LOCKED, 5, true),
        LOOSE_LISTS(Handling.NON_TRANSACTIONAL, 5, true);

        private final SubscribeOptions options;
        private final boolean lists;

        Way(Handling handling, int together, boolean lists) {
            this.options = SubscribeOptions.of(QUEUE, Card.class)
                    .withHandling(handling)
                    .withConcurrency(1)
                    .withPerTransaction(together);
            this.lists = lists;
        }

        Subscription start(Raquel raquel, HandlerOfCards handler) {
            return lists
                    ? raquel.<Card>subscribeToBatches(options, jobs -> jobs.forEach(handler::handle))
                            .start()
                    : raquel.<Card>subscribe(options, handler::handle).start();
        }
    }

    /** Fails. */
    interface HandlerOfCards {
        void handle(Job<Card> job);
    }

    /** How a handler says that it failed. */
    enum Ending {
        THROWS,
        THROWS_WHAT_HIDES_ITS_CLASS,
        FAILS_WITH_WORDS,
        FAILS_WITH_AN_EXCEPTION,
        GIVES_UP_WITH_WORDS;

        void of(Job<Card> job) {
            String quote = job.payload().owner() + ": cannot be charged";
            switch (this) {
                case THROWS -> throw new IllegalStateException(quote);
                case THROWS_WHAT_HIDES_ITS_CLASS -> throw new Talkative(quote);
                case FAILS_WITH_WORDS -> job.fail(quote);
                case FAILS_WITH_AN_EXCEPTION -> job.fail(new IllegalStateException(quote));
                case GIVES_UP_WITH_WORDS -> job.giveUp(quote);
            }
        }
    }

    /** Says nothing but its message. */
    static final class Talkative extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Talkative(String message) {
            super(message);
        }

        @Override
        public String toString() {
            return getMessage();
        }
    }

    private long jobsThatAre(String condition) {
        return count("select count(*) from jobs where " + condition);
    }

    private void enqueueOneForEachEnding() {
        raquel.enqueueAll(Stream.of(Ending.values())
                .map(ending -> JobRequest.of(new Card(SECRET, ending)).withQueue(QUEUE)));
    }

    @ParameterizedTest
    @EnumSource
    void whatHandlersThrowAndPayloadsThatCannotBeReadAreNotLogged(Way way) {
        enqueueOneForEachEnding();
        raquel.enqueue(QUEUE, SECRET);
        raquel.enqueue(QUEUE, "{\"owner\":\"x\",\"ending\":\"" + SECRET + "\"}");
        raquel.enqueue(QUEUE, "{\"owner\":\"" + SECRET + "\",\"ending\":\"FAILS\"}");
        long all = jobs();
        try (CapturedLog log = new CapturedLog();
                Subscription handler =
                        way.start(raquel, job -> job.payload().ending().of(job))) {
            await().until(() -> jobsThatAre("status in ('failed', 'exhausted')") == all);

            assertThat(jobsThatAre("error like '%" + SECRET + "%'"))
                    .as("the table tells what the log does not")
                    .isGreaterThanOrEqualTo(Ending.values().length);
            assertThat(log.withTraces(Level.INFO)).noneMatch(line -> line.contains(SECRET));
        }
    }

    /** Not where the handler's transaction holds the row: then nobody can take the claim away. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = ".*LOCKED.*")
    void aFailureThatCannotBeWrittenIsLoggedByItsClassAlone(Way way) {
        enqueueOneForEachEnding();
        LOGGER.setLevel(Level.FINE);
        try (CapturedLog log = new CapturedLog();
                Subscription handler = way.start(raquel, job -> {
                    database.execute("update jobs set claimed_by = 'somebody else' where id = "
                            + sql(job.info().id()));
                    job.payload().ending().of(job);
                })) {
            await().until(() -> unwritten(log).size() == Ending.values().length);

            assertThat(unwritten(log))
                    .filteredOn(line -> line.contains(IllegalStateException.class.getName()))
                    .hasSize(2);
            assertThat(unwritten(log))
                    .filteredOn(line -> line.contains(Talkative.class.getName()))
                    .hasSize(1);
            assertThat(log.withTraces(Level.INFO)).noneMatch(line -> line.contains(SECRET));
            await().untilAsserted(() -> assertThat(log.withTraces(Level.FINE))
                    .filteredOn(line -> line.contains(" had failed: ") && line.contains(SECRET))
                    .as("level DEBUG shows more")
                    .hasSize(Ending.values().length));
        } finally {
            LOGGER.setLevel(null);
        }
        assertThat(jobsThatAre("status = 'claimed'")).isEqualTo(Ending.values().length);
    }

    private static List<String> unwritten(CapturedLog log) {
        return log.warnings().stream()
                .filter(line -> line.contains("that could not be settled had failed"))
                .toList();
    }
}
