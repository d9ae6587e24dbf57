package dev.raquel.model;

import dev.raquel.model.Rival.Call;
import dev.raquel.testing.PostgresDatabase;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

class PostgresRivalsTest extends RivalsContract {

    PostgresRivalsTest() {
        super(PostgresDatabase::fresh);
    }

    /** Another run of the same calls is another race, so there is nothing to shrink. */
    @Override
    @Property(tries = 8, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void whatRivalsDoAddsUp(@ForAll("scripts") List<List<Call>> scripts) throws Exception {
        super.whatRivalsDoAddsUp(scripts);
    }
}
