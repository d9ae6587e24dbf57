package dev.raquel.internal.lifecycle;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/** What the {@code error} and {@code error_trace} columns get: bounded in length, and without NUL characters, which
 * PostgreSQL refuses. */
public record ErrorText(String error, @Nullable String trace) {

    private static final int LONGEST_ERROR = 4_000;
    private static final int LONGEST_TRACE = 64_000;

    /** Bounds and cleans what is given. */
    public ErrorText {
        error = storable(error, LONGEST_ERROR);
        trace = trace == null ? null : storable(trace, LONGEST_TRACE);
    }

    /** A message without a stack trace. */
    public static ErrorText of(String error) {
        return new ErrorText(error, null);
    }

    /** The class, message and stack trace of what was thrown. */
    public static ErrorText of(Throwable thrown) {
        return new ErrorText(describe(thrown), trace(thrown));
    }

    /** A message of ours, with the stack trace of what led to it. */
    public static ErrorText of(String error, Throwable cause) {
        return new ErrorText(error, trace(cause));
    }

    private static String describe(Throwable thrown) {
        try {
            return thrown.toString();
        } catch (RuntimeException | StackOverflowError brokenMessage) {
            return thrown.getClass().getName() + " (its message could not be read: "
                    + brokenMessage.getClass().getName() + ")";
        }
    }

    private static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        try {
            thrown.printStackTrace(new PrintWriter(text));
        } catch (RuntimeException | StackOverflowError brokenMessage) {
            text.write("(the stack trace could not be printed: "
                    + brokenMessage.getClass().getName() + ")");
        }
        return text.toString();
    }

    private static String storable(String text, int longest) {
        String clean = text.replace('\0', '\uFFFD');
        if (clean.length() <= longest) {
            return clean;
        }
        int end = Character.isHighSurrogate(clean.charAt(longest - 1)) ? longest - 1 : longest;
        return clean.substring(0, end) + " ... (" + (clean.length() - end) + " more characters)";
    }
}
