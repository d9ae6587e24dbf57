package dev.raquel.fault;

import dev.raquel.fault.site.SharedSite;
import dev.raquel.testing.MariaDbDatabase;
import java.time.Duration;

class MariaDbStormTest extends StormContract {

    MariaDbStormTest() {
        super(() -> new SharedSite(MariaDbDatabase.fresh()), Duration.ofSeconds(12));
    }
}
