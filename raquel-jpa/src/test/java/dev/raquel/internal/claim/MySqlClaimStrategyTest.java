package dev.raquel.internal.claim;

import dev.raquel.testing.MySqlDatabase;

class MySqlClaimStrategyTest extends ClaimStrategyContract {

    MySqlClaimStrategyTest() {
        super(MySqlDatabase::fresh, CandidatesThenLock.class);
    }
}
