package dev.raquel.internal.claim;

import dev.raquel.testing.MariaDbDatabase;

class MariaDbClaimStrategyTest extends ClaimStrategyContract {

    MariaDbClaimStrategyTest() {
        super(MariaDbDatabase::fresh, CandidatesThenLock.class);
    }
}
