package dev.raquel.cdi.it.server;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What an application does differently on a server. */
enum Server {
    WILDFLY(true),
    PAYARA6(
            false,
            "org.hibernate.annotations.common.reflection.ReflectionManager",
            "org.jboss.jandex.Index",
            "com.fasterxml.classmate.TypeResolver"),
    PAYARA7(false, "org.hibernate.models.spi.ModelsContext");

    /** What arquillian.launch is in the run at hand, if it is a run on a server. */
    private static final String LAUNCHED = System.getProperty("arquillian.launch", "wildfly");

    private static final List<String> HIBERNATE = Stream.of(
                    org.hibernate.SessionFactory.class,
                    org.jboss.logging.Logger.class,
                    net.bytebuddy.ByteBuddy.class,
                    org.antlr.v4.runtime.Parser.class)
            .map(Class::getName)
            .toList();

    private final boolean bringsHibernate;
    private final List<String> libraries;

    Server(boolean bringsHibernate, String... libraries) {
        this.bringsHibernate = bringsHibernate;
        this.libraries = List.of(libraries);
    }

    /** The one that this run is on. */
    static Server launched() {
        return valueOf(LAUNCHED.toUpperCase(Locale.ROOT));
    }

    /**
     * A class of each library that makes a Hibernate for the application to bring along; none where the server has it.
     */
    List<String> librariesOfHibernate() {
        return bringsHibernate
                ? List.of()
                : Stream.concat(HIBERNATE.stream(), libraries.stream()).toList();
    }

    /** What a persistence unit says about its provider, as docs/payara.md tells users to write. */
    String provider() {
        return bringsHibernate ? "" : "<provider>org.hibernate.jpa.HibernatePersistenceProvider</provider>";
    }

    /** A persistence unit's properties: what its Hibernate needs on the server. */
    String unitProperties() {
        return bringsHibernate
                ? ""
                : Descriptors.property("hibernate.enhancer.enableDirtyTracking", "false")
                        + Descriptors.property("hibernate.enhancer.enableLazyInitialization", "false");
    }
}
