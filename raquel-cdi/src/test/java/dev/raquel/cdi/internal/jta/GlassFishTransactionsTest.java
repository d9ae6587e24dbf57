package dev.raquel.cdi.internal.jta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatformProvider;
import org.junit.jupiter.api.Test;

/** That it finds them is seen on Payara, whose applications in the tests name no platform. */
class GlassFishTransactionsTest {

    @Test
    void hibernateFindsItAndLooksOnWhereThereIsNoSuchServer() {
        assertThat(ServiceLoader.load(JtaPlatformProvider.class))
                .filteredOn(GlassFishTransactions.class::isInstance)
                .singleElement()
                .satisfies(provider ->
                        assertThat(provider.getProvidedJtaPlatform()).isNull());
    }
}
