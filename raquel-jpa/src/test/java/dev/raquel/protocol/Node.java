package dev.raquel.protocol;

import dev.raquel.internal.lifecycle.JobState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One node: the claims that it holds, the transactions that it has open, the claims whose commit got no answer; and
 * where rows are not locked, what it has seen of a due job and of a lost claim.
 */
record Node(
        Phase phase,
        List<Held> held,
        List<Tx> open,
        List<String> inDoubt,
        @Nullable JobState seenDue,
        @Nullable JobState seenLost) {

    enum Phase {
        UP,
        STOPPING,
        DOWN
    }

    static final Node FRESH = new Node(Phase.UP, List.of(), List.of(), List.of(), null, null);
    static final Node GONE = new Node(Phase.DOWN, List.of(), List.of(), List.of(), null, null);

    boolean isUp() {
        return phase == Phase.UP;
    }

    boolean runs() {
        return phase != Phase.DOWN;
    }

    Node stopping() {
        return new Node(Phase.STOPPING, held, open, inDoubt, null, seenLost);
    }

    Node holding(List<Held> claims) {
        List<Held> all = new ArrayList<>(held);
        all.addAll(claims);
        all.sort(Comparator.comparingInt(Held::job)); // stable: an older claim of a job comes first
        return new Node(phase, all, open, inDoubt, seenDue, seenLost);
    }

    Node without(Held claim) {
        return withHeld(held.stream().filter(one -> one != claim).toList());
    }

    Node with(Held claim, Held now) {
        return withHeld(held.stream().map(one -> one == claim ? now : one).toList());
    }

    /** Changes those that share a transaction. */
    Node withShared(UnaryOperator<Held> change) {
        return withHeld(held.stream()
                .map(one -> one.together() ? change.apply(one) : one)
                .toList());
    }

    Node withHeld(List<Held> claims) {
        return new Node(phase, claims, open, inDoubt, seenDue, seenLost);
    }

    Node opening(Tx tx) {
        List<Tx> all = new ArrayList<>(open);
        all.add(tx);
        return new Node(phase, held, all, inDoubt, seenDue, seenLost);
    }

    Node closing(Tx tx) {
        return new Node(phase, held, open.stream().filter(one -> one != tx).toList(), inDoubt, seenDue, seenLost);
    }

    Node doubting(String token) {
        List<String> all = new ArrayList<>(inDoubt);
        all.add(token);
        return new Node(phase, held, open, all, seenDue, seenLost);
    }

    Node knowing(String token) {
        return new Node(
                phase,
                held,
                open,
                inDoubt.stream().filter(one -> !one.equals(token)).toList(),
                seenDue,
                seenLost);
    }

    Node seeingDue(@Nullable JobState row) {
        return new Node(phase, held, open, inDoubt, row, seenLost);
    }

    Node seeingLost(@Nullable JobState row) {
        return new Node(phase, held, open, inDoubt, seenDue, row);
    }
}
