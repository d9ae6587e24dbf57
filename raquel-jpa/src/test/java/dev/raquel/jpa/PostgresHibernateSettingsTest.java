package dev.raquel.jpa;

import dev.raquel.testing.PostgresDatabase;
import org.junit.jupiter.api.Test;

class PostgresHibernateSettingsTest extends HibernateSettingsContract {

    PostgresHibernateSettingsTest() {
        super(PostgresDatabase.fresh());
    }

    @Test
    void idsOfTheApplicationMayBeTexts() {
        jobsAreEnqueuedClaimedAndSettledAllTheSame("hibernate.type.preferred_uuid_jdbc_type", "CHAR");
    }
}
