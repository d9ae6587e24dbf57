package dev.raquel.cdi.internal.unit;

import jakarta.enterprise.inject.spi.Bean;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What we tell about persistence units in which no jobs can live. */
public final class UnitMessages {

    private static final String WHY_NO_UNIT =
            "add META-INF/persistence.xml with a JTA unit that Hibernate runs; put raquel-jpa where the unit is, in WEB-INF/lib"
                    + " or, for a unit in the lib directory of an EAR, there; see that neither raquel.enabled nor"
                    + " raquel.persistence-unit keeps the entity RaquelJob out of it. Payara starts a unit only if some"
                    + " component refers to it, for example by @PersistenceContext, and runs it by EclipseLink unless"
                    + " persistence.xml names org.hibernate.jpa.HibernatePersistenceProvider.";

    private UnitMessages() {}

    public static String notHibernate(Object factory) {
        return "RAQUEL-015: The persistence unit is not run by Hibernate, but by "
                + factory.getClass().getName() + ". Put Hibernate into the application and name it in persistence.xml:"
                + " <provider>org.hibernate.jpa.HibernatePersistenceProvider</provider>.";
    }

    public static String notMapped(String unit) {
        return "RAQUEL-016: The persistence unit '" + unit + "' has no entity RaquelJob, so raquel-jpa did not register"
                + " it there. Put raquel-jpa beside the application's other libraries in WEB-INF/lib, or list"
                + " <class>dev.raquel.jpa.JobEntity</class> in persistence.xml; and see that neither raquel.enabled nor"
                + " raquel.persistence-unit keeps it out.";
    }

    public static String notJta(String unit) {
        return "RAQUEL-017: The persistence unit '" + unit + "' does not take part in JTA transactions, so jobs could"
                + " not commit together with your data. Make it transaction-type=\"JTA\" with a <jta-data-source>.";
    }

    public static String noTransactionManager(String unit) {
        return "RAQUEL-050: Hibernate does not know the server's transactions in the persistence unit '" + unit
                + "'. Name the JtaPlatform of the server in persistence.xml, in the property"
                + " hibernate.transaction.jta.platform. WildFly, Payara, GlassFish and Open Liberty need none: there see that"
                + " nothing else sets this property.";
    }

    public static String noUnit() {
        return "RAQUEL-030: None of the application's persistence units holds jobs: " + WHY_NO_UNIT;
    }

    public static String severalUnits(List<String> units) {
        return "RAQUEL-031: " + units.size() + " of the application's persistence units hold jobs: " + quoted(units)
                + ". Say which is meant: set raquel.persistence-unit to its name, as a system property or as a property of"
                + " every one of these units in persistence.xml; or set raquel.enabled to false in the others; or produce"
                + " its EntityManager with the qualifier @dev.raquel.cdi.Jobs.";
    }

    public static String namedUnitIsMissing(String name, List<String> units) {
        return "RAQUEL-032: raquel.persistence-unit is '" + name + "', but no such unit holds jobs"
                + (units.isEmpty() ? "" : " (" + quoted(units) + " would)") + ". Correct the name, or: " + WHY_NO_UNIT;
    }

    public static String severalMarkedUnits(Set<Bean<?>> beans) {
        return "RAQUEL-033: " + beans.size() + " beans have the qualifier @dev.raquel.cdi.Jobs: "
                + beans.stream().map(Bean::toString).sorted().collect(Collectors.joining(", "))
                + ". Jobs are in one persistence unit: remove all but one.";
    }

    public static String markedUnitFails(Bean<?> bean, RuntimeException failure) {
        return "RAQUEL-034: The bean with the qualifier @dev.raquel.cdi.Jobs cannot be had when the queue starts: "
                + bean
                + ": " + failure + ". Produce an EntityManager in the default scope or @RequestScoped, outside of any"
                + " transaction, or the EntityManagerFactory.";
    }

    private static String quoted(List<String> names) {
        return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
    }
}
