package dev.raquel.model;

import dev.raquel.testing.H2Database;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.state.ActionChain;

class H2ModelTest extends ModelContract {

    H2ModelTest() {
        super(H2Database::fresh);
    }

    @Override
    @Property(tries = 100)
    void theQueueDoesWhatItsModelDoes(@ForAll("calls") ActionChain<World> calls) {
        super.theQueueDoesWhatItsModelDoes(calls);
    }
}
