package dev.raquel.spi;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Turns payloads into text and back. In Java SE a queue is given one by {@link dev.raquel.Raquel.Builder#payloads}; in
 * a server it is the application's CDI bean of this type, if there is one. Without either it is {@link
 * dev.raquel.jackson.JacksonPayloads}. Must be safe for use by many threads.
 */
public interface PayloadCodec {

    /**
     * The text that is stored for a payload.
     *
     * @param payload what was enqueued; null for none
     * @return the text; null to store NULL
     * @throws IllegalArgumentException if the payload cannot be written; the message says why
     */
    @Nullable
    String write(@Nullable Object payload);

    /**
     * The payload that a text stands for.
     *
     * @param text what is stored; null for NULL
     * @param type what the handler declares
     * @return the payload, of that type; null for null
     * @throws IllegalArgumentException if the text cannot be read as that type; the message says why
     */
    @Nullable
    Object read(@Nullable String text, Type type);
}
