package dev.raquel.model;

import dev.raquel.testing.MariaDbDatabase;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.state.ActionChain;

class MariaDbModelTest extends ModelContract {

    MariaDbModelTest() {
        super(MariaDbDatabase::fresh);
    }

    @Override
    @Property(tries = 10)
    void theQueueDoesWhatItsModelDoes(@ForAll("calls") ActionChain<World> calls) {
        super.theQueueDoesWhatItsModelDoes(calls);
    }
}
