package dev.raquel.cdi.it.units.application;

import dev.raquel.spi.PayloadCodec;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Writes payloads in a way of the application's own: with a note behind them. */
@ApplicationScoped
public class TrailingNote implements PayloadCodec {

    /** What is behind every payload. */
    public static final String NOTE = " (in our own way)";

    @Override
    public String write(@Nullable Object payload) {
        return payload + NOTE;
    }

    @Override
    public @Nullable Object read(@Nullable String text, Type type) {
        return text == null ? null : text.replace(NOTE, "");
    }
}
