package dev.raquel.model;

import dev.raquel.testing.MySqlDatabase;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;
import net.jqwik.api.state.ActionChain;
import org.opentest4j.TestAbortedException;

class MySqlModelTest extends ModelContract {

    MySqlModelTest() {
        super(MySqlDatabase::fresh);
    }

    @Override
    @Property(tries = 10)
    @AddLifecycleHook(WhereMySqlRuns.class)
    void theQueueDoesWhatItsModelDoes(@ForAll("calls") ActionChain<World> calls) {
        super.theQueueDoesWhatItsModelDoes(calls);
    }

    /**
     * Shows the test as skipped where the server cannot run; jqwik takes an assumption in a life cycle method for a
     * failure.
     */
    static final class WhereMySqlRuns implements SkipExecutionHook {

        @Override
        public SkipResult shouldBeSkipped(LifecycleContext context) {
            try {
                MySqlDatabase.fresh().close();
                return SkipResult.doNotSkip();
            } catch (TestAbortedException obstacle) {
                return SkipResult.skip(obstacle.getMessage());
            }
        }
    }
}
