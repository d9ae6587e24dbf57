package dev.raquel.cdi.internal.settings;

import org.jspecify.annotations.Nullable;

/**
 * A setting as it is written.
 *
 * @param text the text, not empty
 * @param source where it was found; null if that is not known
 */
public record SettingValue(String text, @Nullable String source) {}
