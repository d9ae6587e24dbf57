package dev.raquel.internal.lifecycle;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the {@code error} and {@code error_trace} columns get: bounded in length, without NUL characters, which
 * PostgreSQL refuses, and without halves of surrogate pairs, which databases refuse or store as question marks.
 *
 * @param error the message, which may quote a payload
 * @param trace the stack trace, with messages that may do so too; null if nothing was thrown
 * @param thrown the class of what was thrown, which quotes nothing; null if nothing was
 */
public record ErrorText(
        String error, @Nullable String trace, @Nullable String thrown) {

    private static final int LONGEST_ERROR = 4_000;
    private static final int LONGEST_TRACE = 64_000;
    private static final String CUT_OFF = " ... (cut off)";

    /** NUL characters and halves of surrogate pairs. */
    private static final Pattern UNSTORABLE = Pattern.compile("[\\x00\\p{Cs}]");

    /** Bounds and cleans what is given. */
    public ErrorText {
        error = storable(error, LONGEST_ERROR);
        trace = trace == null ? null : storable(trace, LONGEST_TRACE + CUT_OFF.length());
    }

    /** One that does not say what was thrown, if anything was. */
    public ErrorText(String error, @Nullable String trace) {
        this(error, trace, null);
    }

    /** A message without a stack trace. */
    public static ErrorText of(String error) {
        return new ErrorText(error, null);
    }

    /** The class, message and stack trace of what was thrown. */
    public static ErrorText of(Throwable thrown) {
        return new ErrorText(describe(thrown), trace(thrown), thrown.getClass().getName());
    }

    /** A message of ours, with the stack trace of what led to it. */
    public static ErrorText of(String error, Throwable cause) {
        return new ErrorText(error, trace(cause), cause.getClass().getName());
    }

    /** What was thrown says of itself; it is code of the application, and may fail at that. */
    public static String describe(Throwable thrown) {
        try {
            return Objects.requireNonNull(thrown.toString(), "toString()");
        } catch (Throwable brokenMessage) { // whatever it is: the failure is to be noted all the same
            return thrown.getClass().getName() + " (its message could not be read: "
                    + brokenMessage.getClass().getName() + ")";
        }
    }

    private static String trace(Throwable thrown) {
        BoundedText text = new BoundedText(LONGEST_TRACE);
        try {
            thrown.printStackTrace(new PrintWriter(text));
        } catch (BoundedText.Full cutOff) {
            return text + CUT_OFF;
        } catch (Throwable brokenMessage) { // as above
            return text + "(the stack trace could not be printed: "
                    + brokenMessage.getClass().getName() + ")";
        }
        return text.toString();
    }

    private static String storable(String text, int longest) {
        if (text.length() <= longest) {
            return clean(text);
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return clean(text.substring(0, end)) + " ... (" + (text.length() - end) + " more characters)";
    }

    private static String clean(String text) {
        return UNSTORABLE.matcher(text).replaceAll("\uFFFD");
    }
}
