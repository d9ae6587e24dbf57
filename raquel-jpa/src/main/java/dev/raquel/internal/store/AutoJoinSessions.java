package dev.raquel.internal.store;

import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Sessions that join the thread's JTA transaction by themselves, as those of a JTA persistence unit do. */
public final class AutoJoinSessions implements Sessions {

    private final SessionFactory factory;

    /** Opens sessions of this factory. */
    public AutoJoinSessions(SessionFactory factory) {
        this.factory = factory;
    }

    @Override
    public <T extends @Nullable Object> T with(Function<StatelessSession, T> work) {
        try (StatelessSession session = factory.openStatelessSession()) {
            return work.apply(session);
        }
    }
}
