package dev.raquel.jackson;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.raquel.JobRequest;
import dev.raquel.spi.PayloadCodec;
import java.lang.reflect.Type;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Payloads as JSON: strings as they are, everything else by Jackson. This is what a queue uses unless it is given
 * another {@link PayloadCodec}. It neither stores the name of a class nor follows one that is stored, unless the mapper
 * is told to. Safe for use by many threads.
 */
public final class JacksonPayloads implements PayloadCodec {

    private final ObjectMapper mapper;

    /**
     * By a mapper of the application's, as it is configured. In a server, a bean of this type makes the queue use it:
     * <pre>{@code
     * @Produces
     * PayloadCodec payloads(ObjectMapper mapper) {
     *     return new JacksonPayloads(mapper);
     * }
     * }</pre>
     *
     * @param mapper the mapper; not to be configured any further
     */
    public JacksonPayloads(ObjectMapper mapper) {
        this.mapper = Objects.requireNonNull(mapper, "mapper");
    }

    /**
     * Tolerates unknown properties and writes times as ISO text, so that old and new nodes can share a queue. Reads
     * texts and numbers of any length, for what was accepted when it was enqueued must be readable; and numbers by an
     * algorithm that does not take a thread for a minute when somebody sends two million digits.
     *
     * @return a codec with a mapper of its own
     */
    public static JacksonPayloads withDefaults() {
        JsonFactory unlimited = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNumberLength(Integer.MAX_VALUE)
                        .maxNameLength(Integer.MAX_VALUE)
                        .build())
                .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
                .build();
        return new JacksonPayloads(JsonMapper.builder(unlimited)
                .addModule(new JavaTimeModule())
                .addModule(new Jdk8Module())
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .enable(SerializationFeature.WRITE_DATES_WITH_ZONE_ID)
                .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .build());
    }

    @Override
    public @Nullable String write(@Nullable Object payload) {
        if (payload == null) {
            return null;
        }
        if (payload instanceof String text) {
            return storable(text);
        }
        if (payload instanceof JobRequest) {
            throw new IllegalArgumentException("The payload is a JobRequest; call enqueue(request) with it alone");
        }
        try {
            return LoneSurrogates.escapedIn(mapper.writeValueAsString(payload));
        } catch (JacksonException | RuntimeException | StackOverflowError | LinkageError unwritable) {
            throw new IllegalArgumentException(
                    "The payload, a " + payload.getClass().getName() + ", cannot be written as JSON: "
                            + reason(unwritable),
                    unwritable);
        }
    }

    @Override
    public @Nullable Object read(@Nullable String text, Type type) {
        if (text == null || type == String.class) {
            return text;
        }
        try {
            return mapper.readValue(text, mapper.constructType(type));
        } catch (JacksonException | RuntimeException | StackOverflowError | LinkageError unreadable) {
            throw new IllegalArgumentException(
                    "the payload cannot be read as " + type.getTypeName() + ": " + reason(unreadable), unreadable);
        }
    }

    /** JSON has these escaped; raw, PostgreSQL refuses a NUL, which would spoil the caller's transaction. */
    private static String storable(String text) {
        refuse("a NUL character", text.indexOf('\0'));
        refuse("half a surrogate pair", LoneSurrogates.indexIn(text));
        return text;
    }

    private static void refuse(String what, int index) {
        if (index >= 0) {
            throw new IllegalArgumentException("The payload has " + what + " at " + index
                    + ", which databases cannot store in a text; wrap it in an object, to store it as JSON");
        }
    }

    private static String reason(Throwable problem) {
        return problem instanceof JacksonException json ? json.getOriginalMessage() : problem.toString();
    }
}
