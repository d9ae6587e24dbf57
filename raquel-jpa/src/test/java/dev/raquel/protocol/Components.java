package dev.raquel.protocol;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** The strongly connected components of a part of a graph, by Tarjan's algorithm, without recursion. */
final class Components {

    private final Graph graph;
    private final IntPredicate part;
    private final int[] number;
    private final int[] order;
    private final int[] low;
    private final int[] edge;
    private final int[] path;
    private final int[] open;
    private int depth;
    private int opened;
    private int seen;
    private int found;

    Components(Graph graph, IntPredicate part) {
        int states = graph.states();
        this.graph = graph;
        this.part = part;
        number = new int[states];
        order = new int[states];
        low = new int[states];
        edge = new int[states];
        path = new int[states];
        open = new int[states];
        Arrays.fill(number, -1);
        Arrays.fill(order, -1);
    }

    /** The component of each state; -1 for those outside the part. */
    int[] numbers() {
        for (int state = 0; state < graph.states(); state++) {
            if (order[state] < 0 && part.test(state)) {
                enter(state);
                while (depth > 0) {
                    advance(path[depth - 1]);
                }
            }
        }
        return number;
    }

    private void enter(int state) {
        order[state] = seen;
        low[state] = seen++;
        edge[state] = graph.first(state);
        path[depth++] = state;
        open[opened++] = state;
    }

    private void advance(int state) {
        while (edge[state] < graph.first(state + 1)) {
            int to = graph.target(edge[state]);
            if (part.test(to) && order[to] < 0) {
                enter(to);
                return;
            }
            if (part.test(to) && number[to] < 0) {
                low[state] = Math.min(low[state], low[to]);
            }
            edge[state]++;
        }
        leave(state);
    }

    private void leave(int state) {
        depth--;
        if (low[state] == order[state]) {
            int member;
            do {
                member = open[--opened];
                number[member] = found;
            } while (member != state);
            found++;
        }
    }
}
