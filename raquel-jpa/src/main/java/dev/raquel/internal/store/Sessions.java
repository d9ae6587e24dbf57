package dev.raquel.internal.store;

import java.util.function.Function;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Gives the store a session inside the calling thread's transaction. The session is the library's own: what happens to
 * the application's persistence context does not touch it.
 */
@FunctionalInterface
public interface Sessions {

    /**
     * Runs work with a session that belongs to the thread's transaction. The session must not be kept.
     */
    <T extends @Nullable Object> T with(Function<StatelessSession, T> work);
}
