package dev.raquel.internal.schema;

import dev.raquel.testing.MySqlDatabase;
import java.util.Set;

class MySqlJobTableTest extends InnoDbJobTableContract {

    MySqlJobTableTest() {
        super(MySqlDatabase::fresh, "mysql", "utf8mb4_bin");
    }

    @Override
    Set<String> unknownToTheEntity() {
        String now = "default (timestampdiff(microsecond,_utf8mb4\\'1970-01-01 00:00:00\\',utc_timestamp(3)) div 1000)";
        Set<String> unknown = super.unknownToTheEntity();
        unknown.add("- id: default by an expression");
        unknown.add("- enqueued_at: " + now);
        unknown.add("- scheduled_at: " + now);
        unknown.add("- due_at: " + dueAt("_utf8mb4"));
        unknown.add("+ due_at: " + dueAt("_latin1"));
        return unknown;
    }

    /** MySQL notes the character set of each text in an expression. */
    private static String dueAt(String charset) {
        return "generated (case `status` when %1$s\\'queued\\' then `scheduled_at` when %1$s\\'failed\\' then"
                        .formatted(charset)
                + " `scheduled_at` end) stored generated";
    }
}
