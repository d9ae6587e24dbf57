package dev.raquel.example.shop.api;

import dev.raquel.jpa.JobEntity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Shows the job table, read as what it is: a table. {@code RaquelJob} is an entity of the application's own unit. */
@RequestScoped
@Path("/jobs")
@Produces(MediaType.APPLICATION_JSON)
public class JobResource {

    @PersistenceContext
    EntityManager em;

    @GET
    public List<JobView> newest() {
        return em.createQuery("select j from RaquelJob j order by j.enqueuedAt desc, j.id", JobEntity.class)
                .setMaxResults(100)
                .getResultStream()
                .map(JobView::of)
                .toList();
    }
}
