package dev.raquel.contract;

import dev.raquel.testing.MySqlDatabase;
import java.util.UUID;

class MySqlQueueTest extends QueueContract {

    MySqlQueueTest() {
        super(MySqlDatabase::fresh);
    }

    @Override
    String sql(UUID id) {
        return "uuid_to_bin('" + id + "')";
    }
}
