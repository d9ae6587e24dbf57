package dev.raquel.cdi.internal;

import dev.raquel.RaquelService;
import dev.raquel.cdi.internal.settings.SettingMessages;
import dev.raquel.internal.dispatch.Dispatcher;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The node of an application that has switched its queue off: the service refuses every call, and nothing runs. */
final class SwitchedOff implements ApplicationNode {

    private final RaquelService service = (RaquelService) Proxy.newProxyInstance(
            RaquelService.class.getClassLoader(), new Class<?>[] {RaquelService.class}, SwitchedOff::refuse);

    private static Object refuse(Object proxy, Method method, Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "toString" -> "the job queue, switched off";
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> arguments != null && proxy == arguments[0];
            default -> throw new IllegalStateException(SettingMessages.switchedOff());
        };
    }

    @Override
    public RaquelService service() {
        return service;
    }

    @Override
    public Optional<Dispatcher> dispatcher() {
        return Optional.empty();
    }

    @Override
    public Optional<String> databaseProblem(Duration patience) {
        return Optional.empty();
    }

    @Override
    public void start() {
        // nothing runs
    }

    @Override
    public void stop() {
        // nothing has run
    }
}
