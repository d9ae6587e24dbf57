package dev.raquel.jpa;

import org.hibernate.boot.ResourceStreamLocator;
import org.hibernate.boot.spi.AdditionalMappingContributions;
import org.hibernate.boot.spi.AdditionalMappingContributor;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.boot.spi.MetadataBuildingContext;

/**
 * Adds {@link JobEntity} to the persistence unit that is being built, unless the unit lists it already. Hibernate finds
 * this class as a service, so that an application needs no entry in its {@code persistence.xml}.
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
        if (metadata.getEntityBinding(JobEntity.class.getName()) == null) {
            contributions.contributeEntity(JobEntity.class);
        }
    }
}
