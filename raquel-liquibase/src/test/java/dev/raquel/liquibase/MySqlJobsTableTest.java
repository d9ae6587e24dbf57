package dev.raquel.liquibase;

import dev.raquel.testing.MySqlDatabase;
import java.nio.ByteBuffer;
import java.util.UUID;

class MySqlJobsTableTest extends InnoDbJobsTableContract {

    MySqlJobsTableTest() {
        super(MySqlDatabase::fresh);
    }

    @Override
    Object stored(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    @Override
    UUID id(Object stored) {
        var bytes = ByteBuffer.wrap((byte[]) stored);
        return new UUID(bytes.getLong(), bytes.getLong());
    }
}
