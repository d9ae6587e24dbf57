package dev.raquel.example.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.testing.PostgresDatabase;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Two servers, each a process of its own, share a queue in one PostgreSQL; one of them is suspended for a while, and
 * killed while it works.
 */
class TwoServersIT {

    private static final int JOBS = 2_000;
    private static final int FEW = 300;

    private final PostgresDatabase database = PostgresDatabase.fresh();
    private WildFlyServer doomed;
    private WildFlyServer survivor;

    @AfterEach
    void stop() throws InterruptedException {
        doomed.kill();
        survivor.stop();
        database.close();
    }

    @Test
    void whatAKilledServerLeavesIsHandledByTheOtherAndEachInvoiceIsThereOnce() throws Exception {
        doomed = serverOnThisDatabase("doomed", 10_100);
        survivor = serverOnThisDatabase("survivor", 10_200);
        doomed.start();
        survivor.start();

        doomed.suspend();
        enqueue(FEW);
        await().atMost(Duration.ofMinutes(1)).until(() -> succeeded("%") == FEW);
        assertThat(succeeded("doomed-%"))
                .as("what the suspended server handled")
                .isZero();
        doomed.resume();

        enqueue(JOBS - FEW);
        await().atMost(Duration.ofMinutes(1)).until(() -> succeeded("doomed-%") > 100 && succeeded("survivor-%") > 100);
        doomed.kill();
        long leftBehind = count("jobs where status = 'claimed' and claimed_by like 'doomed-%'");

        await().atMost(Duration.ofMinutes(2)).until(() -> succeeded("%") == JOBS);
        assertThat(leftBehind).as("claims of the killed server").isPositive();
        assertThat(count("jobs where attempts > 1")).isEqualTo(leftBehind);
        assertThat(count("jobs where attempts = 2 and failures = 1 and error like '%node doomed-%may have run'"))
                .isEqualTo(leftBehind);
        assertThat(count("invoices")).isEqualTo(JOBS);
        assertThat(count("(select distinct order_id from invoices) each")).isEqualTo(JOBS);
    }

    private WildFlyServer serverOnThisDatabase(String name, int portOffset) throws Exception {
        WildFlyServer server = new WildFlyServer(name, portOffset);
        server.useDatabase(database);
        return server;
    }

    /** By plain SQL: orders of one piece each, which takes the printer 20 ms. */
    private void enqueue(int orders) {
        database.execute("with placed as (insert into shop_orders (customer, item, quantity, placed_at)"
                + " select 'Ada', 'Teacup', 1, now() from generate_series(1, " + orders + ") returning id)"
                + " insert into jobs (queue, payload) select 'invoices', '{\"orderId\": ' || id || '}' from placed");
    }

    private long succeeded(String node) {
        return count("jobs where status = 'success' and claimed_by like '" + node + "'");
    }

    private long count(String what) {
        try (var connection = database.connect();
                var result = connection.createStatement().executeQuery("select count(*) from " + what)) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(what, e);
        }
    }
}
