package dev.raquel.jpa;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where the jobs are: the same names as the change log's, for its indexes too.
 *
 * @param schema null for the connection's own
 * @param name the table's name
 */
record TableMapping(@Nullable String schema, String name) {

    static final String DEFAULT_NAME = "jobs";

    boolean isWhereTheEntitySays() {
        return schema == null && name.equals(DEFAULT_NAME);
    }

    /** What an {@code orm.xml} would say to move the entity there; all else stays as annotated. */
    InputStream mapping() {
        String xml = """
                <entity-mappings xmlns="https://jakarta.ee/xml/ns/persistence/orm" version="3.0">
                  <entity class="%1$s" metadata-complete="false">
                    <table name="%2$s"%3$s>
                      <index name="ix_raquel_%2$s_due" column-list="queue, due_at, id"/>
                      <index name="ix_raquel_%2$s_claimed" column-list="status, claimed_at"/>
                    </table>
                  </entity>
                </entity-mappings>
                """.formatted(JobEntity.class.getName(), name, schema == null ? "" : " schema=\"" + schema + "\"");
        return new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8));
    }
}
