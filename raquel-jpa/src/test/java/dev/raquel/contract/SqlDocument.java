package dev.raquel.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The SQL of a document, as one database gets it. */
final class SqlDocument {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sql\\n(.*?)^```$");
    private static final Pattern NAME = Pattern.compile("-- ([^(\\n]*?)(?: \\(([^)]*)\\))?\\n");
    private static final Pattern TERMS = Pattern.compile("(?m)^\\| (\\w+) \\| `(.*?)` \\| `(.*?)` \\|$");

    private final String database;
    private final String text;

    private SqlDocument(String database, String text) {
        this.database = database;
        this.text = text;
    }

    /** The SQL of a file below the project's root, for a database, of whichever version. */
    static SqlDocument read(String file, String database) {
        try {
            return new SqlDocument(
                    database.split(" ")[0], Files.readString(Path.of("..").resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of all blocks, for whichever database they are. */
    List<String> names() {
        return all().map(Block::name).distinct().toList();
    }

    /** The statements of the block with this name that is for this database. */
    List<String> statements(String name) {
        return only(all().filter(block -> block.isFor(database) && block.name().equals(name)), name)
                .statements();
    }

    /** The statements of the only block, which has no name. */
    List<String> onlyStatements() {
        return only(BLOCK.matcher(text).results().map(block -> block.group(1)), "the only block")
                .transform(SqlDocument::split);
    }

    /** The expression that stands for the time. */
    String now() {
        return term(2);
    }

    /** How an id is written. */
    String id(UUID id) {
        return term(3).replace("…", id.toString());
    }

    private String term(int column) {
        return only(
                TERMS.matcher(text)
                        .results()
                        .filter(row -> row.group(1).equals(database))
                        .map(row -> row.group(column)),
                "terms");
    }

    private Stream<Block> all() {
        return BLOCK.matcher(text).results().map(MatchResult::group).map(SqlDocument::block);
    }

    private static Block block(String fenced) {
        String sql = fenced.substring(fenced.indexOf('\n') + 1, fenced.lastIndexOf("```"));
        var name = NAME.matcher(sql);
        if (!name.lookingAt()) {
            throw new AssertionError("A block must begin with a comment that names it: " + sql);
        }
        List<String> databases =
                name.group(2) == null ? List.of() : List.of(name.group(2).split(", "));
        return new Block(name.group(1), databases, split(sql));
    }

    private static List<String> split(String sql) {
        return Stream.of(sql.replaceAll("(?m)--.*$", "").split(";"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    private <T> T only(Stream<T> found, String what) {
        List<T> list = new ArrayList<>(found.toList());
        if (list.size() != 1) {
            throw new AssertionError(what + " for " + database + " is there " + list.size() + " times");
        }
        return list.get(0);
    }

    private record Block(String name, List<String> databases, List<String> statements) {

        boolean isFor(String database) {
            return databases.isEmpty() || databases.contains(database);
        }
    }

    /** With these in place of what begins with a colon. */
    static String fill(String statement, Map<String, String> terms) {
        String filled = statement;
        for (Map.Entry<String, String> term : terms.entrySet()) {
            filled = filled.replaceAll(
                    ":" + term.getKey() + "\\b", java.util.regex.Matcher.quoteReplacement(term.getValue()));
        }
        return filled;
    }
}
