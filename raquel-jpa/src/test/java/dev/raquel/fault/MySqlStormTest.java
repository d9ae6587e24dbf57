package dev.raquel.fault;

import dev.raquel.fault.site.SharedSite;
import dev.raquel.testing.MySqlDatabase;
import java.time.Duration;

class MySqlStormTest extends StormContract {

    MySqlStormTest() {
        super(() -> new SharedSite(MySqlDatabase.fresh()), Duration.ofSeconds(12));
    }
}
