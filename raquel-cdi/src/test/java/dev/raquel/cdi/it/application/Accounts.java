package dev.raquel.cdi.it.application;

import dev.raquel.JobInfo;
import dev.raquel.RaquelService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Objects;
import org.hibernate.Session;
import org.jspecify.annotations.NullUnmarked;

/** Business code that writes by JPA, in the caller's transaction unless its name says otherwise. */
@ApplicationScoped
@Transactional
@NullUnmarked
public class Accounts {

    @PersistenceContext
    private EntityManager data;

    @Inject
    private RaquelService raquel;

    public void open(String name) {
        data.persist(new Account(name));
        data.flush();
    }

    @Transactional(TxType.REQUIRES_NEW)
    public void openOnItsOwn(String name) {
        open(name);
    }

    public void welcome(String name) {
        data.find(Account.class, name).welcome();
    }

    public JobInfo openAndEnqueue(String name, String queue, Object payload) {
        open(name);
        return raquel.enqueue(queue, payload);
    }

    public void openAndEnqueueAndFail(String name, String queue, Object payload) {
        openAndEnqueue(name, queue, payload);
        throw new IllegalStateException("refused");
    }

    @Transactional(TxType.REQUIRES_NEW)
    public JobInfo enqueueOnItsOwn(String queue, Object payload) {
        return raquel.enqueue(queue, payload);
    }

    public void refuse() {
        throw new IllegalStateException("refused");
    }

    public Account find(String name) {
        return data.find(Account.class, name);
    }

    @Transactional(TxType.REQUIRES_NEW)
    public long countOnItsOwn(String fromAndWhere) {
        return count(fromAndWhere);
    }

    /** How many rows this query counts. */
    public long count(String fromAndWhere) {
        return ((Number) data.createNativeQuery("select count(*) from " + fromAndWhere)
                        .getSingleResult())
                .longValue();
    }

    /** The version of the Hibernate behind all this. */
    public String hibernate() {
        Class<?> session = data.unwrap(Session.class).getSessionFactory().getClass();
        return Objects.requireNonNullElse(session.getPackage().getImplementationVersion(), "unknown");
    }
}
