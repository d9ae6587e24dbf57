package dev.raquel.fault;

import dev.raquel.fault.site.PostgresSite;
import java.time.Duration;

class PostgresStormTest extends StormContract {

    PostgresStormTest() {
        super(PostgresSite::new, Duration.ofSeconds(15));
    }
}
