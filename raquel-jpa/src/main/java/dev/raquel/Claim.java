package dev.raquel;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job that was claimed with {@link RaquelService#claim}: nobody else runs it for as long as the claim is good.
 * Whoever holds it settles it ({@link RaquelService#resolve}, {@link RaquelService#fail(Claim, String)} and their
 * like), or gives it back ({@link RaquelService#unclaim}).
 *
 * <p>A claim is a lease: good until other nodes find it older than their reclaim-after, 60 seconds unless they are told
 * otherwise. {@link RaquelService#renew} makes it young again; nothing else does. Immutable, made by the library alone.
 */
public interface Claim {

    /**
     * The job's row as it was written by the claim.
     *
     * @return the row
     */
    JobInfo info();

    /**
     * The job's id.
     *
     * @return the id
     */
    default UUID id() {
        return info().id();
    }

    /**
     * The job's queue.
     *
     * @return the queue
     */
    default String queue() {
        return info().queue();
    }

    /**
     * The payload as the text that is stored; {@link RaquelService#payload} reads it as a type.
     *
     * @return the text; null if the row holds none
     */
    default @Nullable String payload() {
        return info().payload();
    }
}
