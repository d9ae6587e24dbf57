package dev.raquel.internal.store;

import dev.raquel.testing.MySqlDatabase;

class MySqlHotPathTest extends HotPathContract {

    MySqlHotPathTest() {
        super(MySqlDatabase::fresh, new Plans.OfInnoDb("unhex(lpad(n, 32, '0'))"));
    }
}
