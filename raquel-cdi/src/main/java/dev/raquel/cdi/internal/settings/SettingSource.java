package dev.raquel.cdi.internal.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;

/** Where settings are read: MicroProfile Config where the application has it, else the system properties. */
public interface SettingSource {

    /** What the names of all settings begin with. */
    String PREFIX = "raquel.";

    /** The setting of this name; none if it is not set, or set to the empty text. */
    Optional<SettingValue> find(String name);

    /** The names of all settings that are there, known or not, in order; some may have no value. */
    SortedSet<String> names();

    /**
     * The names of all environment variables that look like settings, in order, known or not; none where settings are
     * not read from there.
     */
    SortedSet<String> variables();

    /** The environment variable that MicroProfile Config takes for a setting. */
    static String variable(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /** That of the application which this class belongs to, whatever the thread's class loader is. */
    static SettingSource ofApplication() {
        ClassLoader application = SettingSource.class.getClassLoader();
        try {
            Class.forName("org.eclipse.microprofile.config.ConfigProvider", false, application);
        } catch (ClassNotFoundException without) {
            return new SystemProperties();
        }
        try {
            return MicroProfileConfig.of(application);
        } catch (IllegalStateException interfacesWithoutImplementation) {
            return new SystemProperties();
        }
    }
}
