package dev.raquel.cdi.internal.settings;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What we tell about settings. */
public final class SettingMessages {

    private SettingMessages() {}

    public static String badSetting(String name, SettingValue found, String remedy) {
        return "RAQUEL-014: " + name + " is '" + found.text() + "'" + from(found) + ". " + remedy + ".";
    }

    public static String noValue(String name, SettingValue found) {
        return "RAQUEL-014: " + name + " is '" + found.text() + "'" + from(found)
                + ", and nothing says what that is. Set"
                + " what it refers to, or give it a default, as in ${pod.name:alpha}.";
    }

    public static String unknownSetting(String name, SettingValue found, Optional<String> nearest) {
        return "RAQUEL-020: There is no setting " + name + " (it is '" + found.text() + "'" + from(found) + "). "
                + nearest.map(known -> "Write " + known + ", if that is meant, or remove it.")
                        .orElse("Remove it; the settings that there are: " + knownSettings() + ".");
    }

    public static String timeoutOfNoTransaction(String name, SettingValue found) {
        return "RAQUEL-021: " + name + " is '" + found.text() + "'" + from(found)
                + ", but the handler of this queue is NON_TRANSACTIONAL and has no transaction. Remove it; @Queue's"
                + " maxRunTime is what ends a handler that hangs.";
    }

    public static String noExecutor(String name, String problem) {
        return "RAQUEL-022: raquel.executor is '" + name + "', but " + problem + ". Give the JNDI name of a managed"
                + " executor of this server, such as java:comp/DefaultManagedExecutorService, or leave it out: then the"
                + " queue has threads of its own.";
    }

    public static String switchedOff() {
        return "RAQUEL-023: This application has switched its job queue off: raquel.enabled is false. Remove that"
                + " setting; to enqueue without handling jobs here, set raquel.dispatch to false instead.";
    }

    public static String settingOfUnhandledQueue(String name, String queue, Collection<String> handled) {
        return "RAQUEL-024: " + name + " is about queue '" + queue + "', which has no handler in this application and"
                + " so is ignored. Queues with a handler: " + (handled.isEmpty() ? "none" : String.join(", ", handled))
                + ".";
    }

    public static String unknownVariable(String variable, Optional<String> nearest) {
        return "RAQUEL-025: No setting of this application is read from the environment variable " + variable + ". "
                + nearest.map(known -> "Write " + known + ", if that is meant.")
                        .orElse(
                                "If it is meant for the job queue, write one of the settings that there are in this form: "
                                        + knownSettings() + ".");
    }

    public static String fewMilliseconds(String name, SettingValue found) {
        String number = found.text().strip();
        return "RAQUEL-026: " + name + " is '" + found.text() + "'" + from(found) + ", which means " + number
                + " ms. Write PT" + number + "S, if seconds are meant, or "
                + Duration.ofMillis(Integer.parseInt(number)) + ".";
    }

    private static String from(SettingValue found) {
        return found.source() == null ? "" : " by " + found.source();
    }

    private static String knownSettings() {
        return Stream.concat(
                        Settings.ofNode().stream().map(Setting::name),
                        Settings.ofQueues().stream()
                                .map(setting -> Settings.QUEUE_PREFIX + "<queue>." + setting.name()))
                .collect(Collectors.joining(", "));
    }
}
