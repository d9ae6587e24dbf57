package dev.raquel.internal.claim;

import dev.raquel.testing.PostgresDatabase;

class PostgresClaimStrategyTest extends ClaimStrategyContract {

    PostgresClaimStrategyTest() {
        super(PostgresDatabase::fresh, SingleStatement.class);
    }
}
