package dev.raquel.internal.schema;

/**
 * A table's name as Hibernate writes it in SQL, such as {@code jobs}, {@code work.jobs} or {@code "Work"."Jobs"}.
 *
 * @param qualified with its schema or catalog, if one is set, and with quotes where it needs them
 */
record TableName(String qualified) {

    /** What stands in front of the table itself, with the dot; may be empty. */
    String prefix() {
        return qualified.substring(0, start());
    }

    /** The table's own name, fit to be part of an unquoted name. */
    String plain() {
        return qualified.substring(start()).replaceAll("[\"`]", "").replaceAll("\\W", "_");
    }

    private int start() {
        char last = qualified.charAt(qualified.length() - 1);
        boolean quoted = last == '"' || last == '`';
        return quoted ? qualified.lastIndexOf(last, qualified.length() - 2) : qualified.lastIndexOf('.') + 1;
    }
}
