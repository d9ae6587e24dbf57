package dev.raquel.example.shop;

import dev.raquel.Job;
import dev.raquel.cdi.Queue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;

/**
 * Confirms an order by mail. When the mail server refuses, its exception is all it takes: the job is run again as the
 * retry policy says that {@link OrderService} gave it. A mail cannot be rolled back, so the job's id goes along as
 * message id: a mail server can tell a repetition by it.
 */
@ApplicationScoped
public class EmailHandler {

    @PersistenceContext
    EntityManager em;

    /** Sends one mail. What else the method needs is injected beside the job. */
    void confirm(@Observes @Queue("emails") Job<OrderConfirmation> job, MailServer mailServer)
            throws MailServerException {
        OrderConfirmation order = job.payload();
        String subject = "Your order " + order.orderId() + ": " + order.quantity() + " x " + order.item();
        mailServer.send(job.id(), order.customer(), subject);
        em.persist(new SentMail(order.customer(), subject, job.attempt(), Instant.now()));
    }
}
