package dev.raquel.jpa;

import dev.raquel.spi.PropertySource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import org.hibernate.MappingException;
import org.hibernate.boot.spi.MetadataBuildingContext;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.jspecify.annotations.Nullable;

/**
 * What a persistence unit is told about the job table: by its own properties, else by the application's
 * configuration, which without a {@link PropertySource} is the system properties.
 */
final class UnitProperties {

    static final String ENABLED = "raquel.enabled";
    static final String PERSISTENCE_UNIT = "raquel.persistence-unit";
    static final String TABLE = "raquel.table";
    static final String SCHEMA = "raquel.schema";

    /** A name that needs quotes nowhere, and that Liquibase and Hibernate write alike on every database. */
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]*");

    /** PostgreSQL cuts names after 63 characters, and an index is called {@code ix_raquel_<table>_claimed}. */
    private static final int LONGEST_TABLE = 45;

    private static final int LONGEST_SCHEMA = 63;

    private final Map<String, Object> properties;

    private UnitProperties(Map<String, Object> properties) {
        this.properties = properties;
    }

    static UnitProperties of(MetadataBuildingContext context) {
        return new UnitProperties(context.getBuildingOptions()
                .getServiceRegistry()
                .requireService(ConfigurationService.class)
                .getSettings());
    }

    /** The unit's name; null if it has none. */
    @Nullable
    String unit() {
        Object name = properties.get("hibernate.persistenceUnitName");
        return name == null ? null : name.toString();
    }

    boolean enabled() {
        String value = value(ENABLED);
        if (value == null || value.equals("true")) {
            return true;
        }
        if (value.equals("false")) {
            return false;
        }
        throw bad(ENABLED, value, "Say true or false");
    }

    /** Whether this unit is meant, among several. */
    boolean namesThisUnit() {
        String name = value(PERSISTENCE_UNIT);
        return name == null || name.equals(unit());
    }

    /** The table's name, if one is given. */
    @Nullable
    String table() {
        return name(TABLE, LONGEST_TABLE);
    }

    /** The schema's name, if one is given. */
    @Nullable
    String schema() {
        return name(SCHEMA, LONGEST_SCHEMA);
    }

    /** An error about one of these properties, for whoever starts the application. */
    MappingException bad(String property, String value, String remedy) {
        return new MappingException(
                "Persistence unit '" + unit() + "': " + property + " is '" + value + "'. " + remedy);
    }

    private @Nullable String name(String property, int longest) {
        String value = value(property);
        if (value == null || NAME.matcher(value).matches() && value.length() <= longest) {
            return value;
        }
        throw bad(
                property,
                value,
                "Give a name of lower-case letters (a to z), underscores and, but for its first character, digits, at most "
                        + longest + " characters, or leave the property out");
    }

    private @Nullable String value(String property) {
        Object value = properties.get(property);
        return value == null ? configured(property) : value.toString();
    }

    /** Asks those that come with the library: the thread's class loader may be another application's. */
    private static @Nullable String configured(String property) {
        List<PropertySource> sources =
                ServiceLoader.load(PropertySource.class, UnitProperties.class.getClassLoader()).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList();
        return sources.isEmpty()
                ? System.getProperty(property)
                : sources.stream()
                        .map(source -> source.value(property))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }
}
