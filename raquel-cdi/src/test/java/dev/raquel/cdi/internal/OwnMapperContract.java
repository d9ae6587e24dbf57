package dev.raquel.cdi.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.raquel.Job;
import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.cdi.Queue;
import dev.raquel.jackson.JacksonPayloads;
import dev.raquel.spi.PayloadCodec;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;

/** An application says how its payloads become JSON. */
abstract class OwnMapperContract extends ServerContract {

    OwnMapperContract() {
        super(Mapping.class, Clerk.class);
    }

    record Invoice(long orderNumber, String soldTo) {}

    /** Both as an application would have them. */
    @ApplicationScoped
    static class Mapping {

        @Produces
        ObjectMapper mapper() {
            return JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .build();
        }

        @Produces
        PayloadCodec payloads(ObjectMapper mapper) {
            return new JacksonPayloads(mapper);
        }
    }

    @ApplicationScoped
    static class Clerk {

        void file(@Observes @Queue("invoices") Job<Invoice> job, EntityManager data) {
            data.persist(new Note(job.payload().soldTo()));
        }
    }

    @Test
    void theApplicationsMapperWritesAndReadsPayloads() {
        String customer = unique();

        JobInfo job = raquel.enqueue("invoices", new Invoice(42, customer));
        raquel.drain("invoices");

        assertThat(job.payload()).isEqualTo("{\"order_number\":42,\"sold_to\":\"" + customer + "\"}");
        assertThat(read(job).status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(isWritten(customer)).isTrue();
    }
}
