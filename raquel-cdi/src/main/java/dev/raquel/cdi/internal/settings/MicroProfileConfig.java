package dev.raquel.cdi.internal.settings;

import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/** Settings by MicroProfile Config. Loaded only where that is there. */
public final class MicroProfileConfig implements SettingSource {

    private final Config config;
    private final Set<String> environment;

    MicroProfileConfig(Config config, Set<String> environment) {
        this.config = config;
        this.environment = environment;
    }

    static SettingSource of(ClassLoader application) {
        return new MicroProfileConfig(
                ConfigProvider.getConfig(application), System.getenv().keySet());
    }

    @Override
    public Optional<SettingValue> find(String name) {
        ConfigValue found = config.getConfigValue(name);
        String source = found == null ? null : found.getSourceName();
        return config.getOptionalValue(name, String.class)
                .filter(text -> !text.isEmpty())
                .map(text -> new SettingValue(text, source))
                .or(() -> withoutValue(found));
    }

    /** Of an expression that cannot be resolved MicroProfile Config says the same as of what is not set at all. */
    private static Optional<SettingValue> withoutValue(@Nullable ConfigValue found) {
        if (found == null
                || found.getRawValue() == null
                || found.getRawValue().isEmpty()
                || "".equals(found.getValue())) {
            return Optional.empty();
        }
        return Optional.of(new SettingValue(found.getRawValue(), found.getSourceName(), false));
    }

    /** Leaves out what an implementation made of an environment variable's name: that tells no dot from a hyphen. */
    @Override
    public SortedSet<String> names() {
        return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith(PREFIX))
                .filter(name -> !environment.contains(SettingSource.variable(name)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public SortedSet<String> variables() {
        return environment.stream()
                .filter(name -> name.startsWith(SettingSource.variable(PREFIX)))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
