package dev.raquel.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** In the server's embedded database, and without MicroProfile Health. */
class ShopOnWildFlyIT extends ShopContract {

    @Override
    ServerProcess createServer() throws IOException {
        return new WildFlyServer("shop-on-wildfly", 10_000);
    }

    @Test
    void aServerWithoutMicroProfileHealthSaysNothingAboutIt() throws IOException {
        assertThat(server.log()).doesNotContain("QueueHealth", "DispatcherHealth");
    }
}
