package dev.raquel.protocol;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.OptionalInt;

/** Whether what should happen does happen in the end. */
final class Progress {

    private final Graph graph;

    Progress(Graph graph) {
        this.graph = graph;
    }

    /** A world from which the end of all jobs cannot be reached. */
    OptionalInt withoutEnd() {
        int states = graph.states();
        int[] firstIn = new int[states + 1];
        for (int edge = 0; edge < graph.edges(); edge++) {
            firstIn[graph.target(edge) + 1]++;
        }
        for (int state = 0; state < states; state++) {
            firstIn[state + 1] += firstIn[state];
        }
        int[] next = Arrays.copyOf(firstIn, states);
        int[] source = new int[graph.edges()];
        for (int state = 0; state < states; state++) {
            for (int edge = graph.first(state); edge < graph.first(state + 1); edge++) {
                source[next[graph.target(edge)]++] = state;
            }
        }
        boolean[] reaches = new boolean[states];
        Deque<Integer> reached = new ArrayDeque<>();
        for (int state = 0; state < states; state++) {
            if (graph.isEnded(state)) {
                reaches[state] = true;
                reached.add(state);
            }
        }
        while (!reached.isEmpty()) {
            int state = reached.remove();
            for (int in = firstIn[state]; in < firstIn[state + 1]; in++) {
                if (!reaches[source[in]]) {
                    reaches[source[in]] = true;
                    reached.add(source[in]);
                }
            }
        }
        for (int state = 0; state < states; state++) {
            if (!reaches[state]) {
                return OptionalInt.of(state);
            }
        }
        return OptionalInt.empty();
    }

    /**
     * A world in a circle in which a job stays claimed though everybody who could go on all the time does: each actor
     * takes a step there, or cannot somewhere.
     */
    OptionalInt claimedForEver(int job) {
        int[] component = new Components(graph, state -> graph.isClaimed(state, job)).numbers();
        int count = Arrays.stream(component).max().orElse(-1) + 1;
        long everybody = (1L << graph.actors()) - 1;
        long[] content = new long[count];
        boolean[] circle = new boolean[count];
        int[] member = new int[count];
        for (int state = 0; state < graph.states(); state++) {
            int own = component[state];
            if (own < 0) {
                continue;
            }
            long possible = 0;
            member[own] = state;
            for (int edge = graph.first(state); edge < graph.first(state + 1); edge++) {
                long actor = graph.actor(edge) < 0 ? 0 : 1L << graph.actor(edge);
                possible |= actor;
                if (component[graph.target(edge)] == own) {
                    circle[own] = true;
                    content[own] |= actor;
                }
            }
            content[own] |= everybody & ~possible;
        }
        for (int one = 0; one < count; one++) {
            if (circle[one] && content[one] == everybody) {
                return OptionalInt.of(member[one]);
            }
        }
        return OptionalInt.empty();
    }
}
