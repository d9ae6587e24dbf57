package dev.raquel.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.testing.PostgresDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** In PostgreSQL, and with the Hibernate of the WAR. */
class ShopOnPayaraIT extends ShopContract {

    private final PostgresDatabase database = PostgresDatabase.fresh();

    @Override
    ServerProcess createServer() throws Exception {
        ServerProcess payara = new PayaraServer("shop-on-payara", 10_300);
        payara.useDatabase(database);
        return payara;
    }

    @AfterAll
    @Override
    void stop() throws Exception {
        super.stop();
        database.close();
    }

    @Test
    void payaraTellsOfTheQueuesHealth() {
        assertThat(server.get("health/live").body()).contains("\"raquel-dispatcher\"");
        assertThat(server.get("health/ready").body()).contains("\"raquel\"");
    }
}
