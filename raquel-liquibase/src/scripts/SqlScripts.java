import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.database.DatabaseFactory;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.resource.ResourceAccessor;

/**
 * Writes the change log as plain SQL, for those without Liquibase. The build runs it, from source: Liquibase is on the
 * class path of tests only. Needs no database. Two builds of one change log give the same bytes.
 *
 * <p>Columns that the change log adds later stand in the table's first statement here, and on MariaDB and MySQL, where
 * no transaction holds two such statements together, the indexes too: so nobody ever meets half a table.
 */
final class SqlScripts {

    private static final String CHANGE_LOG = "dev/raquel/liquibase/db.changelog-raquel.xml";
    private static final String FOLDER = "dev/raquel/liquibase/sql";
    private static final Map<String, String> PRODUCTS =
            Map.of("h2", "H2", "postgresql", "PostgreSQL", "mariadb", "MariaDB", "mysql", "MySQL");

    // Names that occur nowhere else, so that they can be found in the statements again.
    private static final String SCHEMA = "raquel_schema";
    private static final String TABLE = "raquel_table";

    private static final Pattern CREATE_TABLE = Pattern.compile("(CREATE TABLE \\S+) \\((.*)\\)( engine .*)?");
    private static final Pattern ADD_COLUMN = Pattern.compile("ALTER TABLE \\S+ ADD (.*)");
    private static final Pattern CREATE_INDEX = Pattern.compile("CREATE INDEX (\\S+) ON [^(\\s]+(\\(.*\\))");
    private static final String NEXT_COLUMN = ",\n  ";

    private SqlScripts() {}

    /** The folder with the change log, and the folder to write to. */
    public static void main(String[] folders) throws Exception {
        Logger.getLogger("liquibase").setLevel(Level.SEVERE);
        for (var product : PRODUCTS.keySet()) {
            var template = template(product, new DirectoryResourceAccessor(Path.of(folders[0])));
            var script =
                    template.replace("{schema}", "").replace("{table}", "jobs").replace("{name}", "jobs");
            var target = Path.of(folders[1], FOLDER);
            write(target.resolve(product + ".sql"), script);
            write(target.resolve("template").resolve(product + ".sql"), template);
        }
    }

    /** {@code {table}} with its schema, {@code {schema}} with the dot behind it, {@code {name}} of the table alone. */
    private static String template(String product, ResourceAccessor resources) throws Exception {
        var sql =
                new StringBuilder("-- Raquel's table on " + PRODUCTS.get(product) + ", made from " + CHANGE_LOG + "\n");
        for (var statement : folded(statements(changeLog(product, resources)))) {
            sql.append('\n').append(statement).append(";\n");
        }
        return sql.toString()
                .replace(SCHEMA + "." + TABLE, "{table}")
                .replace(SCHEMA + ".", "{schema}")
                .replace(TABLE, "{name}");
    }

    @SuppressWarnings("deprecation") // the other way leads over standard output
    private static String changeLog(String product, ResourceAccessor resources) throws Exception {
        var sql = new StringWriter();
        var folder = Files.createTempDirectory("raquel-sql-");
        var changesRun = folder.resolve("none.csv");
        Scope.child("liquibase.analytics.enabled", false, () -> {
            var url = "offline:" + product + "?outputLiquibaseSql=none&changeLogFile=" + changesRun;
            var database = DatabaseFactory.getInstance().openDatabase(url, null, null, null, resources);
            try (var liquibase = new Liquibase(CHANGE_LOG, resources, database)) {
                liquibase.setChangeLogParameter("raquel.schema", SCHEMA);
                liquibase.setChangeLogParameter("raquel.table", TABLE);
                liquibase.setShowSummary(UpdateSummaryEnum.OFF);
                liquibase.update(new Contexts(), new LabelExpression(), sql);
            }
        });
        Files.delete(changesRun);
        Files.delete(folder);
        return sql.toString();
    }

    private static List<String> statements(String sql) {
        var text = sql.replace("\r\n", "\n").replaceAll("(?m)^--.*\n", "");
        return Arrays.stream(text.split(";\n"))
                .map(statement -> statement.strip().replaceAll("[ \n]+", " "))
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    private static List<String> folded(List<String> statements) {
        var table = CREATE_TABLE.matcher(statements.get(0));
        if (!table.matches()) {
            throw new IllegalStateException("The table comes first, but this did: " + statements.get(0));
        }
        var parts = parts(table.group(2));
        var options = table.group(3);
        var keys = new ArrayList<>(List.of(parts.remove(parts.size() - 1)));
        var rest = new ArrayList<String>();
        for (var statement : statements.subList(1, statements.size())) {
            var column = ADD_COLUMN.matcher(statement);
            var index = CREATE_INDEX.matcher(statement);
            if (column.matches()) {
                parts.add(column.group(1));
            } else if (options != null && index.matches()) {
                keys.add("KEY " + index.group(1) + " " + index.group(2));
            } else {
                rest.add(statement);
            }
        }
        parts.addAll(keys);
        rest.add(
                0,
                table.group(1) + " (\n  " + String.join(NEXT_COLUMN, parts) + "\n)" + (options == null ? "" : options));
        return rest;
    }

    /** Parted where a comma stands outside of all brackets. */
    private static List<String> parts(String columns) {
        var parts = new ArrayList<String>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < columns.length(); i++) {
            char c = columns.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(columns.substring(start, i).strip());
                start = i + 1;
            }
        }
        parts.add(columns.substring(start).strip());
        return parts;
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
