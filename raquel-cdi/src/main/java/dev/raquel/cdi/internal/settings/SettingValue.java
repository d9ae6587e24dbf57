package dev.raquel.cdi.internal.settings;

import org.jspecify.annotations.Nullable;

/**
 * A setting as it is written.
 *
 * @param text the text, not empty
 * @param source where it was found; null if that is not known
 * @param hasValue false if the text is an expression such as <code>${pod.name}</code>, and nothing says what that is
 */
public record SettingValue(String text, @Nullable String source, boolean hasValue) {

    /** One that is no expression. */
    public SettingValue(String text, @Nullable String source) {
        this(text, source, true);
    }

    /**
     * The text.
     *
     * @param name what the setting is called
     * @throws IllegalArgumentException if it has no value
     */
    String textOf(String name) {
        if (!hasValue) {
            throw new IllegalArgumentException(SettingMessages.noValue(name, this));
        }
        return text;
    }
}
