package dev.raquel.cdi.it;

import dev.raquel.JobInfo;
import dev.raquel.RaquelService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

/** Business code. */
@ApplicationScoped
@Transactional
@NullUnmarked
public class Accounts {

    @PersistenceContext
    private EntityManager data;

    @Inject
    private RaquelService raquel;

    public JobInfo open(String name) {
        data.persist(new Account(name));
        return raquel.enqueue("welcome", new WelcomeEmail(name, Instant.now()));
    }

    public void openAndFail(String name) {
        open(name);
        throw new IllegalStateException("refused");
    }

    public JobInfo enqueue(String queue, String payload) {
        return raquel.enqueue(queue, payload);
    }

    public Account find(String name) {
        return data.find(Account.class, name);
    }

    public long count(String name) {
        return ((Number) data.createNativeQuery("select count(*) from jobs where payload like :name")
                        .setParameter("name", "%" + name + "%")
                        .getSingleResult())
                .longValue();
    }
}
