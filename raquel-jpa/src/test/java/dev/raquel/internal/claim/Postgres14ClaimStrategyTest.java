package dev.raquel.internal.claim;

import dev.raquel.testing.Postgres14Database;

class Postgres14ClaimStrategyTest extends ClaimStrategyContract {

    Postgres14ClaimStrategyTest() {
        super(Postgres14Database::fresh, SingleStatement.class);
    }
}
