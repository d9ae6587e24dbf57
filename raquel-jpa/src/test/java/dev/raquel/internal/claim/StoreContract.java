package dev.raquel.internal.claim;

import dev.raquel.testing.TestDatabase;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** What must hold of the statements on every database. A new database is a subclass that names it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StoreContract implements GuardRacesContract, OpenClaimContract, UnclaimContract {

    private final Supplier<TestDatabase> freshDatabase;
    private StoreFixture fixture;

    StoreContract(Supplier<TestDatabase> freshDatabase) {
        this.freshDatabase = freshDatabase;
    }

    /** Not before all: a class that is skipped for want of its database would show nowhere, each of its tests does. */
    @BeforeEach
    void emptyTable() {
        if (fixture == null) {
            fixture = new StoreFixture(freshDatabase.get());
        }
        fixture.database.execute("delete from jobs");
    }

    @AfterAll
    void dropDatabase() {
        if (fixture != null) {
            fixture.close();
        }
    }

    @Override
    public StoreFixture s() {
        return fixture;
    }
}
