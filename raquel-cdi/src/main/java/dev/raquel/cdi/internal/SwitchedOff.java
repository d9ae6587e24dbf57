package dev.raquel.cdi.internal;

import dev.raquel.RaquelService;
import dev.raquel.cdi.internal.settings.SettingMessages;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** The queue of an application that has switched it off: refuses every call. */
final class SwitchedOff {

    private SwitchedOff() {}

    static RaquelService service() {
        return (RaquelService) Proxy.newProxyInstance(
                RaquelService.class.getClassLoader(), new Class<?>[] {RaquelService.class}, SwitchedOff::refuse);
    }

    private static Object refuse(Object proxy, Method method, Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "toString" -> "the job queue, switched off";
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> arguments != null && proxy == arguments[0];
            default -> throw new IllegalStateException(SettingMessages.switchedOff());
        };
    }
}
