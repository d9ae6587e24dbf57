package dev.raquel.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The steps that are possible now. */
final class Steps {

    /**
     * One step.
     *
     * @param fair who takes it sooner or later if it stays possible; null if it need never be taken
     */
    record Step(String label, @Nullable String fair, Supplier<World> to) {}

    private final List<Step> all = new ArrayList<>();

    /** What may happen, or not. */
    void may(String label, Supplier<World> to) {
        all.add(new Step(label, null, to));
    }

    /** What somebody does in the end, if it stays possible. */
    void will(String fair, String label, Supplier<World> to) {
        all.add(new Step(label, fair, to));
    }

    List<Step> all() {
        return all;
    }
}
