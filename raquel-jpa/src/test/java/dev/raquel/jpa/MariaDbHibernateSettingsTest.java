package dev.raquel.jpa;

import dev.raquel.testing.MariaDbDatabase;

class MariaDbHibernateSettingsTest extends HibernateSettingsContract {

    MariaDbHibernateSettingsTest() {
        super(MariaDbDatabase.fresh());
    }
}
