package dev.raquel;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Persistence;
import java.io.IOException;
import java.util.Collections;
import org.hibernate.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The build runs the tests twice: that each run is on the Hibernate it says, and on no other beside it. */
class HibernateVersionTest {

    private static final String HIBERNATE = System.getProperty("raquel.test.hibernate");

    @Test
    void isTheOneThatTheBuildNames() {
        assertThat(Version.getVersionString()).isEqualTo(HIBERNATE);
        assertThat(Persistence.class.getPackage().getSpecificationVersion())
                .as("Jakarta Persistence")
                .isEqualTo(HIBERNATE.startsWith("6.") ? "3.1" : "3.2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org/hibernate/Version.class",
                "jakarta/persistence/Entity.class",
                "org/jboss/logging/Logger.class",
                "net/bytebuddy/ByteBuddy.class",
                "org/antlr/v4/runtime/Parser.class",
                "jakarta/xml/bind/JAXBContext.class"
            })
    void thereIsOneOfEach(String resource) throws IOException {
        assertThat(Collections.list(getClass().getClassLoader().getResources(resource)))
                .hasSize(1);
    }
}
