package dev.raquel.protocol;

import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.internal.lifecycle.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * A claim as its node sees it.
 *
 * @param outcome what is to be written, while it is being settled; null if it is to be given back
 * @param together whether it shares its transaction, or may be settled together with others
 * @param inDoubt whether a transaction may have settled it already
 */
record Held(
        int job, ClaimedJob claim, Stage stage, @Nullable Outcome outcome, boolean together, boolean inDoubt) {

    enum Stage {
        /** Waits for a thread. */
        WAITING,
        /** The same, after a shared transaction was rolled back. */
        ALONE,
        /** The handler runs. */
        RUNNING,
        /** The handler has ended, and the settling update is written but not committed. */
        WRITTEN,
        /** A shared transaction's commit got no answer; the node asks what became of it. */
        ASKING,
        /** Is settled, or given back, in a transaction of its own. */
        SETTLING
    }

    static Held of(int job, ClaimedJob claim) {
        return new Held(job, claim, Stage.WAITING, null, false, false);
    }

    String token() {
        return claim.token();
    }

    Held at(Stage next) {
        return new Held(job, claim, next, null, together, inDoubt);
    }

    Held together(boolean shared) {
        return new Held(job, claim, stage, outcome, shared, inDoubt);
    }

    /** Its outcome is to be written. */
    Held settling(Outcome decided) {
        return new Held(job, claim, Stage.SETTLING, decided, together, inDoubt);
    }

    /** It is to be given back. */
    Held givingBack() {
        return new Held(job, claim, Stage.SETTLING, null, false, inDoubt);
    }

    Held doubted() {
        return new Held(job, claim, stage, outcome, together, true);
    }

    boolean waits() {
        return stage == Stage.WAITING || stage == Stage.ALONE;
    }
}
