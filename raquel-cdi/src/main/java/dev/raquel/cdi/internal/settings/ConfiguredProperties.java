package dev.raquel.cdi.internal.settings;

import dev.raquel.spi.PropertySource;
import org.jspecify.annotations.Nullable;

/** Lets persistence units see the same settings as everything else. */
public final class ConfiguredProperties implements PropertySource {

    /** For the service loader. */
    public ConfiguredProperties() {}

    @Override
    public @Nullable String value(String name) {
        return SettingSource.ofApplication()
                .find(name)
                .map(found -> found.textOf(name))
                .orElse(null);
    }
}
