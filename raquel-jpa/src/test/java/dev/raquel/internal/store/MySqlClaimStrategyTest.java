package dev.raquel.internal.store;

import dev.raquel.testing.MySqlDatabase;

class MySqlClaimStrategyTest extends ClaimStrategyContract {

    MySqlClaimStrategyTest() {
        super(MySqlDatabase::fresh, ClaimStrategy.CandidatesThenLock.class);
    }
}
