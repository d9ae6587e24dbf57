package dev.raquel.cdi.internal.settings;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Settings as a test writes them, and environment variables that are called so. */
record MapOfSettings(Map<String, String> texts, Set<String> environment) implements SettingSource {

    MapOfSettings(Map<String, String> texts) {
        this(texts, Set.of());
    }

    @Override
    public Optional<SettingValue> find(String name) {
        return Optional.ofNullable(texts.get(name)).map(text -> new SettingValue(text, "the test"));
    }

    @Override
    public SortedSet<String> names() {
        return new TreeSet<>(texts.keySet());
    }

    @Override
    public SortedSet<String> variables() {
        return new TreeSet<>(environment);
    }
}
