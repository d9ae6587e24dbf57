package dev.raquel.example.shop.api;

import dev.raquel.example.shop.SentMail;
import jakarta.enterprise.context.RequestScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Shows the mails that were sent. */
@RequestScoped
@Path("/mails")
@Produces(MediaType.APPLICATION_JSON)
public class MailResource {

    @PersistenceContext
    EntityManager em;

    @GET
    public List<SentMail> newest() {
        return em.createQuery("select m from SentMail m order by m.id desc", SentMail.class)
                .setMaxResults(100)
                .getResultList();
    }
}
