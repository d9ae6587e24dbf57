package dev.raquel.cdi;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the persistence unit that holds the jobs, in an application that has several: on an
 * {@link jakarta.persistence.EntityManager} or an {@link jakarta.persistence.EntityManagerFactory} that the application
 * produces.
 *
 * <pre>{@code
 * @Produces
 * @Jobs
 * @PersistenceContext(unitName = "orders")
 * private EntityManager orders;
 * }</pre>
 *
 * <p>Jobs are then rows in this unit's datasource, and {@link dev.raquel.RaquelService} joins the transactions in which
 * the application uses it. The bean is asked for once, when the queue is first needed, and only for its unit: the queue
 * reads and writes through sessions of its own. If it has a disposer, that is called when the application ends. The
 * unit must be run by Hibernate, take part in JTA transactions and have the entity {@code RaquelJob}, which it gets by
 * itself unless {@code raquel.persistence-unit} or {@code raquel.enabled} keeps it out. If it does not, or if there are
 * two such beans, the deployment fails with a text that says so.
 *
 * <p>With one unit, or with the property {@code raquel.persistence-unit}, nobody needs this.
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE})
public @interface Jobs {

    /** The annotation as an object, for those who add beans by an extension. */
    final class Literal extends AnnotationLiteral<Jobs> implements Jobs {

        private static final long serialVersionUID = 1;

        /** It has no members, so one is like any other. */
        public static final Literal INSTANCE = new Literal();

        private Literal() {}
    }
}
