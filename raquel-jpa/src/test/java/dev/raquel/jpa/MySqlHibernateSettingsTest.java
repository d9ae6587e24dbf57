package dev.raquel.jpa;

import dev.raquel.testing.MySqlDatabase;

class MySqlHibernateSettingsTest extends HibernateSettingsContract {

    MySqlHibernateSettingsTest() {
        super(MySqlDatabase.fresh());
    }
}
