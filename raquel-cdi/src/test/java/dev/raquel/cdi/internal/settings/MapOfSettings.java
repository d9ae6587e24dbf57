package dev.raquel.cdi.internal.settings;

import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Settings as a test writes them. */
record MapOfSettings(Map<String, String> texts) implements SettingSource {

    @Override
    public Optional<SettingValue> find(String name) {
        return Optional.ofNullable(texts.get(name)).map(text -> new SettingValue(text, "the test"));
    }

    @Override
    public SortedSet<String> names() {
        return new TreeSet<>(texts.keySet());
    }
}
