package dev.raquel.internal.schema;

import dev.raquel.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where a database tells what its tables are like. Both queries take the table's name.
 *
 * @param columns name, type, nullable (YES or NO), default, generation expression, collation; in the table's order
 * @param rest one text each for keys, indexes, options
 */
record Catalog(String columns, String rest) {

    static final Catalog H2 = new Catalog("""
            select column_name, data_type || '(' || coalesce(character_maximum_length, numeric_precision, 0) || ')',
                is_nullable, column_default, generation_expression, collation_name
            from information_schema.columns where lower(table_name) = '%s' order by ordinal_position
            """, """
            select constraint_type || ' ' || constraint_name || ' (' || (
                select listagg(column_name, ', ') within group (order by ordinal_position)
                from information_schema.key_column_usage k where k.constraint_name = c.constraint_name) || ')'
            from information_schema.table_constraints c where lower(table_name) = '%1$s'
            union all
            select 'index ' || index_name || ' (' || (
                select listagg(column_name || ' ' || ordering_specification, ', ') within group (order by ordinal_position)
                from information_schema.index_columns k where k.index_name = i.index_name) || ')'
            from information_schema.indexes i where lower(table_name) = '%1$s' and index_type_name <> 'PRIMARY KEY'
            """);

    static final Catalog POSTGRES = new Catalog("""
            select attname, format_type(atttypid, atttypmod), case when attnotnull then 'NO' else 'YES' end,
                case when attgenerated = '' then pg_get_expr(adbin, adrelid) end,
                case when attgenerated <> '' then attgenerated::text || ' ' || pg_get_expr(adbin, adrelid) end,
                collname
            from pg_attribute a join pg_class t on t.oid = attrelid
                left join pg_attrdef on adrelid = attrelid and adnum = attnum
                left join pg_collation c on c.oid = attcollation
            where relname = '%s' and attnum > 0 and not attisdropped order by attnum
            """, """
            select 'constraint ' || conname || ' ' || pg_get_constraintdef(c.oid)
            from pg_constraint c join pg_class t on t.oid = conrelid where relname = '%1$s' and contype <> 'n'
            union all
            select pg_get_indexdef(indexrelid)
            from pg_index join pg_class t on t.oid = indrelid where relname = '%1$s' and not indisprimary
            union all
            select 'option ' || unnest(reloptions) from pg_class where relname = '%1$s'
            """);

    /** MariaDB and MySQL. MySQL does not tell the expression for a binary column. */
    static final Catalog INNODB = new Catalog("""
            select column_name, column_type, is_nullable,
                coalesce(column_default, case when extra = 'DEFAULT_GENERATED' then 'by an expression' end),
                case when generation_expression <> '' then concat(generation_expression, ' ', extra) end, collation_name
            from information_schema.columns where table_schema = database() and table_name = '%s'
            order by ordinal_position
            """, """
            select concat('index ', index_name, if(non_unique, '', ' unique'), ' (',
                group_concat(column_name order by seq_in_index separator ', '), ')')
            from information_schema.statistics where table_schema = database() and table_name = '%1$s'
            group by index_name, non_unique
            union all
            select concat(engine, ', ', table_collation)
            from information_schema.tables where table_schema = database() and table_name = '%1$s'
            """);

    /** All that there is to know about a table, each fact a line in lower case; none if there is no such table. */
    Set<String> facts(TestDatabase database, String table) {
        Set<String> facts = new TreeSet<>();
        List<String> order = new ArrayList<>();
        for (List<String> column : query(database, columns.formatted(table))) {
            String name = column.get(0);
            order.add(name);
            facts.add(name + ": " + column.get(1));
            facts.add(name + (column.get(2).equals("no") ? ": not null" : ": nullable"));
            addUnlessNull(facts, name + ": default ", column.get(3));
            addUnlessNull(facts, name + ": generated ", column.get(4));
            addUnlessNull(facts, name + ": collation ", column.get(5));
        }
        if (!order.isEmpty()) {
            facts.add("columns in order: " + String.join(", ", order));
            query(database, rest.formatted(table)).forEach(row -> facts.add(row.get(0)));
        }
        return facts;
    }

    private static void addUnlessNull(Set<String> facts, String what, String value) {
        if (!value.equals("null")) {
            facts.add(what + value);
        }
    }

    private static List<List<String>> query(TestDatabase database, String sql) {
        try (var connection = database.connect();
                var rows = connection.createStatement().executeQuery(sql)) {
            List<List<String>> texts = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(rows.getString(i)).toLowerCase(Locale.ROOT));
                }
                texts.add(row);
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
