package dev.raquel.model;

import dev.raquel.testing.MySqlDatabase;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.state.ActionChain;

class MySqlModelTest extends ModelContract {

    MySqlModelTest() {
        super(MySqlDatabase::fresh);
    }

    @Override
    @Property(tries = 8)
    void theQueueDoesWhatItsModelDoes(@ForAll("calls") ActionChain<World> calls) {
        super.theQueueDoesWhatItsModelDoes(calls);
    }
}
