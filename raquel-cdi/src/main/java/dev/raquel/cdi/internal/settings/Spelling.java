package dev.raquel.cdi.internal.settings;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** How far apart two spellings are. */
final class Spelling {

    private Spelling() {}

    /** The word that may be meant by another one; empty if none is like it. */
    static Optional<String> nearest(String written, Stream<String> words) {
        return words.min(Comparator.comparingInt(word -> distance(written, word)))
                .filter(word -> distance(written, word) <= word.length() / 3);
    }

    /** How many letters have to be changed, added or removed to get from one to the other. */
    static int distance(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int j = 0; j < above.length; j++) {
            above[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[above.length];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(above[j - 1] + change, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[other.length()];
    }
}
