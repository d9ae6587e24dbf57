package dev.raquel.example.shop;

import dev.raquel.Job;
import dev.raquel.cdi.Queue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * Issues the invoice of an order. The handler's transaction is also the one that settles the job, so the invoice exists
 * once, however often the server dies on the way: until the job succeeds, the invoice is not committed.
 */
@ApplicationScoped
public class InvoiceHandler {

    private static final BigDecimal PRICE = new BigDecimal("12.50");

    @PersistenceContext
    EntityManager em;

    @Inject
    InvoicePrinter printer;

    void issue(@Observes @Queue("invoices") Job<IssueInvoice> job) throws InterruptedException {
        ShopOrder order = em.find(ShopOrder.class, job.payload().orderId());
        BigDecimal amount = PRICE.multiply(BigDecimal.valueOf(order.getQuantity()));
        em.persist(new Invoice(order.getId(), amount, Instant.now()));

        boolean printed = printer.print(order.getQuantity(), job::stopRequested);
        if (!printed) {
            // The server is going down: take the invoice back, and leave the job to another node or the next start.
            job.reject();
        }
    }
}
