package dev.raquel.internal.schema;

import dev.raquel.testing.MariaDbDatabase;
import java.util.Set;

class MariaDbJobTableTest extends InnoDbJobTableContract {

    MariaDbJobTableTest() {
        super(MariaDbDatabase::fresh, "mariadb", "utf8mb4_nopad_bin");
    }

    @Override
    Set<String> unknownToTheEntity() {
        String now = "default (timestampdiff(microsecond,'1970-01-01 00:00:00',utc_timestamp(3)) div 1000)";
        Set<String> unknown = super.unknownToTheEntity();
        unknown.add("- id: default insert(insert(hex(random_bytes(16)),13,1,'4'),17,1,'8')");
        unknown.add("- enqueued_at: " + now);
        unknown.add("- scheduled_at: " + now);
        return unknown;
    }
}
