package dev.raquel.internal.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/** What the name of a queue must be like, wherever one is given. */
public final class QueueNames {

    /** What fits the column. */
    public static final int MAX_LENGTH = 255;

    private static final int SHOWN = 40;

    private QueueNames() {}

    /** What is wrong with a name, to follow the words "the queue's name"; empty if nothing is. */
    public static Optional<String> problem(String name) {
        if (name.isBlank()) {
            return Optional.of("is blank; name a queue, for example \"emails\"");
        }
        if (isSpace(name.codePointAt(0)) || isSpace(name.codePointBefore(name.length()))) {
            return Optional.of("begins or ends with white space, which not every database minds when it compares: '"
                    + shown(name) + "'");
        }
        if (name.indexOf('\0') >= 0) {
            return Optional.of("has a NUL character, which databases refuse");
        }
        if (!UTF_8.newEncoder().canEncode(name)) {
            return Optional.of("has half a surrogate pair, which databases store as a question mark");
        }
        if (name.length() > MAX_LENGTH) {
            return Optional.of(
                    "has " + name.length() + " characters; at most " + MAX_LENGTH + " fit the column: " + shown(name));
        }
        return Optional.empty();
    }

    /** Refuses a name that cannot be one. */
    public static void require(String name) {
        problem(name).ifPresent(problem -> {
            throw new IllegalArgumentException("The queue's name " + problem);
        });
    }

    /** Whether a database may take these names for one: MySQL before 8.0.17 does not mind trailing blanks. */
    public static boolean mayCompareEqual(String one, String other) {
        return withoutTrailingBlanks(one).equals(withoutTrailingBlanks(other));
    }

    private static String withoutTrailingBlanks(String name) {
        int end = name.length();
        while (end > 0 && name.charAt(end - 1) == ' ') {
            end--;
        }
        return name.substring(0, end);
    }

    private static boolean isSpace(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    private static String shown(String name) {
        return name.length() <= SHOWN ? name : name.substring(0, SHOWN) + "...";
    }
}
