package dev.raquel.jpa;

import org.hibernate.MappingException;
import org.hibernate.boot.ResourceStreamLocator;
import org.hibernate.boot.spi.AdditionalMappingContributions;
import org.hibernate.boot.spi.AdditionalMappingContributor;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.boot.spi.MetadataBuildingContext;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Table;

/**
 * Adds {@link JobEntity} to the persistence unit that is being built, unless the unit lists it already. Hibernate finds
 * this class as a service, so that an application needs no entry in its {@code persistence.xml}. Which units get it,
 * and which table it is mapped to, say the properties in the {@linkplain dev.raquel.jpa package's description}.
 */
public final class JobEntityContributor implements AdditionalMappingContributor {

    /** For the service loader. */
    public JobEntityContributor() {}

    @Override
    public String getContributorName() {
        return "raquel";
    }

    @Override
    public void contribute(
            AdditionalMappingContributions contributions,
            InFlightMetadataCollector metadata,
            ResourceStreamLocator resources,
            MetadataBuildingContext context) {
        UnitProperties properties = UnitProperties.of(context);
        PersistentClass listed = metadata.getEntityBinding(JobEntity.class.getName());
        if (listed != null) {
            refuseWhatTheListingOverrules(properties, listed.getTable(), metadata);
        } else if (properties.enabled() && properties.namesThisUnit()) {
            contribute(contributions, properties, metadata, context);
        }
    }

    private static void contribute(
            AdditionalMappingContributions contributions,
            UnitProperties properties,
            InFlightMetadataCollector metadata,
            MetadataBuildingContext context) {
        TableMapping table = table(properties);
        if (table.schema() != null && !hasSchemas(metadata)) {
            throw properties.bad(
                    UnitProperties.SCHEMA,
                    table.schema(),
                    "This database has no schemas (on MariaDB and MySQL a schema is a database): leave it out, and let"
                            + " the datasource connect to the database that holds the job table");
        }
        contributions.contributeEntity(JobEntity.class);
        if (!table.isWhereTheEntitySays()) {
            if (!context.getBuildingOptions().isXmlMappingEnabled()) {
                throw properties.bad(
                        UnitProperties.TABLE,
                        table.name(),
                        "Moving the table needs hibernate.xml_mapping_enabled, which this unit has switched off");
            }
            contributions.contributeBinding(table.mapping());
        }
    }

    private static TableMapping table(UnitProperties properties) {
        String name = properties.table();
        return new TableMapping(properties.schema(), name == null ? TableMapping.DEFAULT_NAME : name);
    }

    private static boolean hasSchemas(InFlightMetadataCollector metadata) {
        return metadata.getDatabase()
                .getJdbcEnvironment()
                .getNameQualifierSupport()
                .supportsSchemas();
    }

    private static void refuseWhatTheListingOverrules(
            UnitProperties properties, Table mapped, InFlightMetadataCollector metadata) {
        if (!properties.enabled()) {
            throw overruled(properties, UnitProperties.ENABLED, "false", mapped);
        }
        String name = properties.table();
        if (name != null && !name.equalsIgnoreCase(metadata.getLogicalTableName(mapped))) {
            throw overruled(properties, UnitProperties.TABLE, name, mapped);
        }
        String schema = properties.schema();
        if (schema != null && !schema.equalsIgnoreCase(mapped.getSchema())) {
            throw overruled(properties, UnitProperties.SCHEMA, schema, mapped);
        }
    }

    private static MappingException overruled(UnitProperties properties, String property, String value, Table mapped) {
        return properties.bad(
                property,
                value,
                "But the unit maps " + JobEntity.class.getName() + " itself, to the table '" + mapped.getName()
                        + "': as a <class> or in a <mapping-file> of persistence.xml, or by scanning the library's jar."
                        + " Take it off there, since it registers itself, or leave " + property + " out");
    }
}
