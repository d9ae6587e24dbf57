package dev.raquel.internal.claim;

import dev.raquel.internal.store.Sessions;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Function;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** Sessions in which something else happens each time between what was read and the update that follows. */
record InterruptedSessions(Sessions sessions, Runnable beforeUpdates) implements Sessions {

    @Override
    public <T> T with(Function<StatelessSession, T> work) {
        return sessions.with(session -> work.apply(interrupted(session)));
    }

    private StatelessSession interrupted(StatelessSession session) {
        return (StatelessSession) Proxy.newProxyInstance(
                StatelessSession.class.getClassLoader(),
                new Class<?>[] {StatelessSession.class, SharedSessionContractImplementor.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("createMutationQuery")) {
                        beforeUpdates.run();
                    }
                    try {
                        return method.invoke(session, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }
}
