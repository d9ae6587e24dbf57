package dev.raquel.internal.claim;

import dev.raquel.testing.MySqlDatabase;

class MySqlHotPathTest extends HotPathContract {

    MySqlHotPathTest() {
        super(MySqlDatabase::fresh, new Plans.OfInnoDb("unhex(lpad(n, 32, '0'))"));
    }
}
