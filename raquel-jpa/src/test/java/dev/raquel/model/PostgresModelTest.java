package dev.raquel.model;

import dev.raquel.testing.PostgresDatabase;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.state.ActionChain;

class PostgresModelTest extends ModelContract {

    PostgresModelTest() {
        super(PostgresDatabase::fresh);
    }

    @Override
    @Property(tries = 25)
    void theQueueDoesWhatItsModelDoes(@ForAll("calls") ActionChain<World> calls) {
        super.theQueueDoesWhatItsModelDoes(calls);
    }
}
