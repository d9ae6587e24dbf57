package dev.raquel.cdi.internal;

import dev.raquel.jackson.JacksonPayloads;
import dev.raquel.spi.PayloadCodec;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.Set;

/** Which way the application's payloads are written and read. */
final class Payloads {

    private Payloads() {}

    /**
     * The application's own way, if it has one of these beans, else ours. They come from the whole deployment, since
     * from the {@code lib} of an EAR none of a web application's could be injected.
     *
     * @throws jakarta.enterprise.inject.AmbiguousResolutionException if it has two, and says not which one it means
     */
    static PayloadCodec of(Set<Bean<?>> codecs, BeanManager beans) {
        if (codecs.isEmpty()) {
            return JacksonPayloads.withDefaults();
        }
        Bean<?> bean = beans.resolve(codecs);
        return (PayloadCodec) beans.getReference(bean, PayloadCodec.class, beans.createCreationalContext(bean));
    }
}
