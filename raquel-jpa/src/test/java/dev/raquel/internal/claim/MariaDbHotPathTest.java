package dev.raquel.internal.claim;

import dev.raquel.testing.MariaDbDatabase;

class MariaDbHotPathTest extends HotPathContract {

    MariaDbHotPathTest() {
        super(MariaDbDatabase::fresh, new Plans.OfInnoDb("cast(lpad(n, 32, '0') as uuid)"));
    }
}
