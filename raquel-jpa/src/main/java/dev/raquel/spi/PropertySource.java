package dev.raquel.spi;

import org.jspecify.annotations.Nullable;

/**
 * Where a persistence unit that has no property of its own for the job table gets its value: the application's
 * configuration. Found by {@link java.util.ServiceLoader} in the class loader of the library; without one, system
 * properties are read. Must be safe for use by many threads; called while a unit is being built, on a thread of whoever
 * builds it.
 */
@FunctionalInterface
public interface PropertySource {

    /**
     * The value of a property.
     *
     * @param name its name, which begins with {@code raquel.}
     * @return the value; null if it is not set
     */
    @Nullable
    String value(String name);
}
