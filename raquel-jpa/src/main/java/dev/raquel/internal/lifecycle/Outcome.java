package dev.raquel.internal.lifecycle;

import dev.raquel.internal.lifecycle.Outcome.Cancelled;
import dev.raquel.internal.lifecycle.Outcome.Failed;
import dev.raquel.internal.lifecycle.Outcome.GivenUp;
import dev.raquel.internal.lifecycle.Outcome.Rejected;
import dev.raquel.internal.lifecycle.Outcome.Rescheduled;
import dev.raquel.internal.lifecycle.Outcome.Succeeded;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an attempt decided. */
public sealed interface Outcome permits Succeeded, Failed, GivenUp, Rescheduled, Rejected, Cancelled {

    /** Whether what the handler wrote is committed together with this outcome. Otherwise it is rolled back first. */
    default boolean keepsWrites() {
        return this instanceof Succeeded || this instanceof Rescheduled || this instanceof Cancelled;
    }

    /** Whether this outcome is true even if what the handler wrote is rolled back. */
    default boolean survivesRollback() {
        return !(this instanceof Succeeded) && !(this instanceof Cancelled);
    }

    /** Why the attempt failed, if it did. */
    default Optional<ErrorText> failure() {
        if (this instanceof Failed failed) {
            return Optional.of(failed.error());
        }
        return this instanceof GivenUp givenUp ? Optional.of(givenUp.error()) : Optional.empty();
    }

    /** The handler returned. */
    record Succeeded() implements Outcome {}

    /** The attempt failed; the job is run again if its policy allows. */
    record Failed(ErrorText error) implements Outcome {}

    /** The attempt failed, and so would any other. */
    record GivenUp(ErrorText error) implements Outcome {}

    /** To be run again: at {@code at}, or now, plus {@code delay}, or the shortest retry delay if neither is given. */
    record Rescheduled(@Nullable Long at, @Nullable Long delay) implements Outcome {}

    /** To be run by somebody else. */
    record Rejected() implements Outcome {}

    /** Not to be run again. */
    record Cancelled() implements Outcome {}
}
