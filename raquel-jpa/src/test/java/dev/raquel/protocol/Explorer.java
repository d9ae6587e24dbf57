package dev.raquel.protocol;

import dev.raquel.JobStatus;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Visits every world that can be reached, the nearest first, so that what it finds broken is reached by a shortest way.
 */
final class Explorer {

    /**
     * What was found.
     *
     * @param broken what does not hold; null if everything does
     * @param trace how to get there, and what is wrong then
     */
    record Verdict(int states, int steps, @Nullable Invariant broken, List<String> trace) {

        @Override
        public String toString() {
            return states + " states, " + steps + " steps" + (broken == null ? "" : "; broken: " + broken) + "\n  "
                    + String.join("\n  ", trace);
        }
    }

    private final Protocol protocol;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Deque<World> unexplored = new ArrayDeque<>();
    private final Graph graph = new Graph();
    private int[] cameFrom = new int[1 << 16];
    private int[] cameBy = new int[1 << 16];

    private Explorer(Protocol protocol) {
        this.protocol = protocol;
    }

    static Verdict explore(Setting setting) {
        return new Explorer(new Protocol(setting)).explore();
    }

    private Verdict explore() {
        visit(Canonical.of(protocol.start()), -1, -1);
        for (int state = 0; !unexplored.isEmpty(); state++) {
            World world = unexplored.remove();
            graph.expand(claimed(world), isEnded(world));
            List<Steps.Step> steps;
            try {
                steps = protocol.steps(world);
            } catch (Broken broken) {
                return verdict(broken.invariant(), brokenTrace(state, null));
            }
            for (int i = 0; i < steps.size(); i++) {
                try {
                    graph.step(
                            visit(Canonical.of(steps.get(i).to().get()), state, i),
                            steps.get(i).fair());
                } catch (Broken broken) {
                    return verdict(broken.invariant(), brokenTrace(state, i));
                }
            }
        }
        return progress();
    }

    private Verdict progress() {
        Setting setting = protocol.setting();
        Progress progress = new Progress(graph);
        for (int job = 0; job < setting.jobs() && setting.watches(Invariant.NOT_CLAIMED_FOR_EVER); job++) {
            OptionalInt stuck = progress.claimedForEver(job);
            if (stuck.isPresent()) {
                String how = "job " + job + " stays claimed for ever";
                return verdict(Invariant.NOT_CLAIMED_FOR_EVER, trace(stuck.getAsInt(), how));
            }
        }
        OptionalInt lost = progress.withoutEnd();
        return lost.isPresent() && setting.watches(Invariant.END_IN_REACH)
                ? verdict(Invariant.END_IN_REACH, trace(lost.getAsInt(), "no way leads to the end of all jobs"))
                : verdict(null, List.of());
    }

    private int visit(World world, int from, int by) {
        int next = numbers.size();
        int number = numbers.computeIfAbsent(Key.of(world), unknown -> next);
        if (number == next) {
            if (next == cameFrom.length) {
                cameFrom = Arrays.copyOf(cameFrom, next * 2);
                cameBy = Arrays.copyOf(cameBy, next * 2);
            }
            cameFrom[next] = from;
            cameBy[next] = by;
            unexplored.add(world);
        }
        return number;
    }

    private Verdict verdict(@Nullable Invariant broken, List<String> trace) {
        return new Verdict(graph.states(), graph.edges(), broken, trace);
    }

    /** What is broken by a step, or, if none is given, in the world itself. */
    private List<String> brokenTrace(int state, @Nullable Integer by) {
        List<String> trace = new ArrayList<>();
        World world = replayed(state, trace);
        try {
            List<Steps.Step> steps = protocol.steps(world);
            if (by != null) {
                trace.add(steps.get(by).label());
                steps.get(by).to().get();
            }
            throw new IllegalStateException("What was found is not so with all times and tokens: " + trace);
        } catch (Broken broken) {
            trace.add("=> " + broken.getMessage());
            return trace;
        }
    }

    private List<String> trace(int state, String how) {
        List<String> trace = new ArrayList<>();
        replayed(state, trace);
        trace.add("=> " + how);
        return trace;
    }

    /** Goes the way again with all times and tokens as they are, which shows that leaving them out changed nothing. */
    private World replayed(int state, List<String> labels) {
        Deque<Integer> way = new ArrayDeque<>();
        for (int at = state; cameFrom[at] >= 0; at = cameFrom[at]) {
            way.push(cameBy[at]);
        }
        World world = protocol.start();
        for (int by : way) {
            Steps.Step step = protocol.steps(world).get(by);
            labels.add(step.label());
            world = step.to().get();
        }
        Integer reached = numbers.get(Key.of(Canonical.of(world)));
        if (reached == null || reached != state) {
            throw new IllegalStateException("The way to world " + state + " leads elsewhere: " + labels);
        }
        return world;
    }

    private static int claimed(World world) {
        int jobs = 0;
        for (int job = 0; job < world.rows().size(); job++) {
            jobs |= world.row(job).status() == JobStatus.CLAIMED ? 1 << job : 0;
        }
        return jobs;
    }

    private static boolean isEnded(World world) {
        return world.rows().stream().noneMatch(row -> row.waits() || row.status() == JobStatus.CLAIMED);
    }
}
