package dev.raquel.jackson;

/**
 * Halves of a character that Java allows in a text and UTF-8 does not: databases refuse them, or store a question mark.
 */
final class LoneSurrogates {

    private LoneSurrogates() {}

    /** Where the first one is; -1 if there is none. */
    static int indexIn(String text) {
        return indexIn(text, 0);
    }

    /** The same JSON, with each of them escaped: they can only stand within its texts and names. */
    static String escapedIn(String json) {
        int lone = indexIn(json, 0);
        if (lone < 0) {
            return json;
        }
        StringBuilder escaped = new StringBuilder(json.length() + 16);
        int from = 0;
        while (lone >= 0) {
            escaped.append(json, from, lone).append(String.format("\\u%04x", (int) json.charAt(lone)));
            from = lone + 1;
            lone = indexIn(json, from);
        }
        return escaped.append(json, from, json.length()).toString();
    }

    private static int indexIn(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (!Character.isSurrogate(text.charAt(i))) {
                continue;
            }
            if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
                return i;
            }
            i++;
        }
        return -1;
    }
}
