package dev.raquel.jpa;

import dev.raquel.testing.H2Database;

class H2HibernateSettingsTest extends HibernateSettingsContract {

    H2HibernateSettingsTest() {
        super(H2Database.fresh());
    }
}
