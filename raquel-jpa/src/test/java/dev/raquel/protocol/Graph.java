package dev.raquel.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The worlds that were reached, by number, and the steps between them. Worlds are expanded in the order of their
 * numbers.
 */
final class Graph {

    private final List<String> actors = new ArrayList<>();
    private int[] first = new int[1 << 16];
    private int[] target = new int[1 << 18];
    private byte[] actor = new byte[1 << 18];
    private byte[] claimed = new byte[1 << 16];
    private boolean[] ended = new boolean[1 << 16];
    private int states;
    private int edges;

    /** The next world is expanded. */
    void expand(int claimedJobs, boolean allEnded) {
        if (states + 1 >= first.length) {
            first = Arrays.copyOf(first, first.length * 2);
            claimed = Arrays.copyOf(claimed, first.length);
            ended = Arrays.copyOf(ended, first.length);
        }
        first[states] = edges;
        claimed[states] = (byte) claimedJobs;
        ended[states] = allEnded;
        first[++states] = edges;
    }

    /** A step from the world that is being expanded; the actor is null if nobody need take it. */
    void step(int to, @Nullable String by) {
        if (edges == target.length) {
            target = Arrays.copyOf(target, edges * 2);
            actor = Arrays.copyOf(actor, edges * 2);
        }
        if (by != null && !actors.contains(by)) {
            actors.add(by);
        }
        target[edges] = to;
        actor[edges] = (byte) (by == null ? -1 : actors.indexOf(by));
        edges++;
        first[states] = edges;
    }

    int states() {
        return states;
    }

    int edges() {
        return edges;
    }

    int actors() {
        return actors.size();
    }

    int first(int state) {
        return first[state];
    }

    int target(int edge) {
        return target[edge];
    }

    int actor(int edge) {
        return actor[edge];
    }

    boolean isClaimed(int state, int job) {
        return (claimed[state] & 1 << job) != 0;
    }

    boolean isEnded(int state) {
        return ended[state];
    }
}
