package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.raquel.ClaimOptions;
import dev.raquel.JobRequest;
import dev.raquel.SubscribeOptions;
import dev.raquel.Subscription;
import dev.raquel.testing.Series;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queues are told apart exactly, whatever a database thinks of letters, accents and blanks. */
interface QueueNamesContract extends Contract {

    private List<String> handledIn(String queue) {
        List<String> handled = new ArrayList<>();
        try (Subscription handler = q().raquel
                .<String>subscribe(SubscribeOptions.of(queue, String.class), job -> handled.add(job.payload()))) {
            q().raquel.drain(queue);
        }
        return handled;
    }

    @Test
    default void namesThatLookAlikeAreDifferentQueues() {
        List<String> names = List.of("emails", "Emails", "EMAILS", "émails", "e\u0301mails", "emails.", "ｅmails");
        names.forEach(name -> q().raquel.enqueue(name, "of " + name));

        for (String name : names) {
            assertThat(handledIn(name)).containsExactly("of " + name);
        }
    }

    /** MySQL before 8.0.17 cannot tell; there it must at least not hinder the jobs behind. */
    @Test
    default void aForeignNameWithATrailingBlankIsAnotherQueueOrTheSame() {
        for (int i = 0; i < 10; i++) {
            q().database.execute("insert into jobs (queue, payload, scheduled_at) values ('emails ', 'blank', 1)");
        }
        q().raquel.enqueue("emails", "x");

        List<String> handled = handledIn("emails");

        boolean same = q().count("select count(*) from jobs where queue = 'emails'") == 11;
        assertThat(handled).hasSize(same ? 11 : 1).contains("x");
        assertThat(q().count("select count(*) from jobs where status = 'queued'"))
                .isEqualTo(same ? 0 : 10);
    }

    @ParameterizedTest
    @ValueSource(strings = {" emails", "emails ", "emails\t", "\nemails", "\u00a0emails", "emails\u3000"})
    default void aNameThatBeginsOrEndsWithWhiteSpaceIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> q().raquel.enqueue(name, "x"))
                .withMessageContaining("begins or ends with white space");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JobRequest.of("x").withQueue(name))
                .withMessageContaining("begins or ends with white space");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SubscribeOptions.of(name, String.class))
                .withMessageContaining("begins or ends with white space");
        assertThat(q().jobs()).isZero();
    }

    @Test
    default void handlersAreRefusedTheNamesThatJobsAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SubscribeOptions.of(" ", String.class))
                .withMessageContaining("blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SubscribeOptions.of("q".repeat(256), String.class))
                .withMessageContaining("256 characters");
    }

    @Test
    default void blanksWithinANameAreFine() {
        q().raquel.enqueue("order mails", "x");

        assertThat(handledIn("order mails")).containsExactly("x");
    }

    /** Percent signs and underscores are no patterns, quotes end nothing, and what looks like a parameter is none. */
    @Test
    default void namesThatMeanSomethingToSqlAreNames() {
        List<String> names = List.of(
                "'; drop table jobs; --",
                "\"jobs\"",
                "`jobs`",
                "\\",
                "\\'",
                "%",
                "_",
                "e%",
                "e_",
                "em",
                "?",
                "?1",
                ":queue",
                "{0}",
                "%s",
                "a\nb",
                "a\u0001b",
                "\uD83D\uDE42",
                "\u202Eab",
                "null",
                "*");
        names.forEach(name -> q().raquel.enqueue(name, "of " + name));

        assertThat(q().raquel.queues()).containsExactlyInAnyOrderElementsOf(names);
        for (String name : names) {
            assertThat(q().raquel.count(name)).as(name).isOne();
            assertThat(q().raquel.stats(name)).as(name).containsOnlyKeys(name);
            assertThat(handledIn(name)).as(name).containsExactly("of " + name);
        }
    }

    @Test
    default void tenThousandQueuesAreListedAndTheOldestJobOfThemAllIsClaimed() {
        q().database
                .execute("insert into jobs (queue, payload, scheduled_at)"
                        + " select concat('tenant ', n), concat('job ', n), 20000 - n from " + Series.from0(4));

        assertThat(q().raquel.queues()).hasSize(10_000);
        assertThat(q().raquel.stats()).hasSize(10_000);
        assertThat(q().raquel.claim(ClaimOptions.anyQueue()))
                .hasValueSatisfying(claim -> assertThat(claim.info().queue()).isEqualTo("tenant 9999"));
        assertThat(handledIn("tenant 7")).containsExactly("job 7");
    }
}
