package dev.raquel.internal.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.raquel.RaquelException;
import dev.raquel.internal.store.DatabaseTraits;
import dev.raquel.liquibase.RaquelChangeLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The statements that make the job table on one kind of database: those which the build writes from the change log.
 *
 * @param product which kind
 */
record TableScript(String product) {

    /**
     * The script for a database.
     *
     * @throws RaquelException if there is none
     */
    static TableScript of(DatabaseTraits database) {
        return new TableScript(database.tableScript()
                .orElseThrow(() -> new RaquelException(
                        "How to make the job table is known for H2, PostgreSQL, MariaDB and MySQL, but not for "
                                + database.dialectName()
                                + ". Make it yourself, by the example of dev/raquel/liquibase/sql/postgresql.sql",
                        null)));
    }

    /** For a table of this name. */
    List<String> statements(TableName table) {
        String script = template()
                .replace("{table}", table.qualified())
                .replace("{schema}", table.prefix())
                .replace("{name}", table.plain());
        return Arrays.stream(script.split(";\n")).toList();
    }

    private String template() {
        String path = "sql/template/" + product + ".sql";
        try (InputStream template = RaquelChangeLog.class.getResourceAsStream(path)) {
            return new String(Objects.requireNonNull(template, path).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
