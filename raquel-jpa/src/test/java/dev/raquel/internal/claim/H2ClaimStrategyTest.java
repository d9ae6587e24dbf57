package dev.raquel.internal.claim;

import dev.raquel.testing.H2Database;

class H2ClaimStrategyTest extends ClaimStrategyContract {

    H2ClaimStrategyTest() {
        super(H2Database::fresh, CandidatesThenLock.class);
    }
}
