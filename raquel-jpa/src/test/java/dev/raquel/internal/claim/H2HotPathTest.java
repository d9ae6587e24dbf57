package dev.raquel.internal.claim;

import dev.raquel.testing.H2Database;

class H2HotPathTest extends HotPathContract {

    H2HotPathTest() {
        super(H2Database::fresh, new Plans.OfH2());
    }
}
