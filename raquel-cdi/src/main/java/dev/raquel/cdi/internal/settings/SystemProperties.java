package dev.raquel.cdi.internal.settings;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Settings as system properties. */
final class SystemProperties implements SettingSource {

    @Override
    public Optional<SettingValue> find(String name) {
        return Optional.ofNullable(System.getProperty(name))
                .filter(text -> !text.isEmpty())
                .map(text -> new SettingValue(text, "a system property"));
    }

    @Override
    public SortedSet<String> names() {
        return System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(PREFIX))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public SortedSet<String> variables() {
        return new TreeSet<>();
    }
}
