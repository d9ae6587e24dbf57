package dev.raquel.internal.store;

import dev.raquel.testing.MariaDbDatabase;

class MariaDbClaimStrategyTest extends ClaimStrategyContract {

    MariaDbClaimStrategyTest() {
        super(MariaDbDatabase::fresh, ClaimStrategy.CandidatesThenLock.class);
    }
}
