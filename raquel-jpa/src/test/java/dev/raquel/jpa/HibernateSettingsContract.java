package dev.raquel.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.ApplicationUnit;
import dev.raquel.Handling;
import dev.raquel.JobRequest;
import dev.raquel.JobStatus;
import dev.raquel.Raquel;
import dev.raquel.SubscribeOptions;
import dev.raquel.testing.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Applications set up Hibernate for their own entities; jobs go through the same unit. */
abstract class HibernateSettingsContract {

    private static final int JOBS = 20;

    private final TestDatabase database;

    HibernateSettingsContract(TestDatabase database) {
        this.database = database.migrate();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource({
        "hibernate.type.preferred_array_jdbc_type, VARBINARY",
        "hibernate.jdbc.batch_size, 7",
        "hibernate.order_inserts, true",
        "hibernate.jpa.compliance.query, true",
        "hibernate.use_sql_comments, true",
        "hibernate.criteria.value_handling_mode, inline",
        "hibernate.query.in_clause_parameter_padding, true",
        "hibernate.connection.provider_disables_autocommit, true"
    })
    void jobsAreEnqueuedClaimedAndSettledAllTheSame(String property, String value) {
        try (EntityManagerFactory unit = ApplicationUnit.over(database, "application", Map.of(property, value));
                Raquel raquel = Raquel.over(unit).build()) {
            raquel.enqueue("one-by-one", "single");
            raquel.enqueueAll(Stream.generate(() -> JobRequest.of("one of many").withQueue("together"))
                    .limit(JOBS));
            raquel.enqueueAll(Stream.of(JobRequest.of(null).withQueue("one-by-one")));

            raquel.subscribe(
                            SubscribeOptions.of("together", String.class).withHandling(Handling.NON_TRANSACTIONAL),
                            job -> {})
                    .start();
            raquel.subscribe(SubscribeOptions.of("one-by-one", String.class), job -> {})
                    .start();

            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                assertThat(raquel.count("together", JobStatus.SUCCESS)).isEqualTo(JOBS);
                assertThat(raquel.count("one-by-one", JobStatus.SUCCESS)).isEqualTo(2);
            });
        }
    }
}
