package dev.raquel.example.shop;

import dev.raquel.JobRequest;
import dev.raquel.RaquelService;
import dev.raquel.RetryPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Takes orders. The order and its two jobs are written in one transaction: either all three are there afterwards, or
 * none. The customer does not wait for the invoice or the mail server.
 */
@ApplicationScoped
public class OrderService {

    /** Mail servers ask for patience: try again after 5 s, then 10 s, 20 s and so on, ten times. */
    private static final RetryPolicy PATIENT = RetryPolicy.DEFAULT
            .withMaxRetries(10)
            .withDelays(Duration.ofSeconds(5), Duration.ofMinutes(10))
            .withBackoffBase(Duration.ofSeconds(5));

    @PersistenceContext
    EntityManager em;

    @Inject
    RaquelService raquel;

    @Inject
    Warehouse warehouse;

    @Transactional
    public ShopOrder place(NewOrder wish) {
        // As exact as the column, so that what is answered now and what is read later are the same.
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        ShopOrder order = new ShopOrder(wish.customer(), wish.item(), wish.quantity(), now);
        em.persist(order);

        raquel.enqueue("invoices", new IssueInvoice(order.getId()));

        var confirmation =
                new OrderConfirmation(order.getId(), order.getCustomer(), order.getItem(), order.getQuantity());
        raquel.enqueue(JobRequest.of(confirmation).withQueue("emails").withRetryPolicy(PATIENT));

        // Late on purpose: when this throws, the order and both jobs are gone.
        warehouse.reserve(order);
        return order;
    }
}
