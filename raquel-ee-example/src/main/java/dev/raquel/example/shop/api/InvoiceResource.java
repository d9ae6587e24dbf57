package dev.raquel.example.shop.api;

import dev.raquel.example.shop.Invoice;
import jakarta.enterprise.context.RequestScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Shows the invoices that were issued. */
@RequestScoped
@Path("/invoices")
@Produces(MediaType.APPLICATION_JSON)
public class InvoiceResource {

    @PersistenceContext
    EntityManager em;

    @GET
    public List<Invoice> newest() {
        return em.createQuery("select i from Invoice i order by i.id desc", Invoice.class)
                .setMaxResults(100)
                .getResultList();
    }
}
