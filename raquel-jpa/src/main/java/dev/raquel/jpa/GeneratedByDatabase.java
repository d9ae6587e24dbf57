package dev.raquel.jpa;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.hibernate.annotations.AttributeBinderType;
import org.hibernate.binder.AttributeBinder;
import org.hibernate.boot.spi.MetadataBuildingContext;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;

/**
 * Marks a BIGINT column that the database computes and stores, so that schema tools create it as generated. Unlike
 * Hibernate's own {@code @GeneratedColumn} it is not read back after each insert, which would cost a statement.
 */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@AttributeBinderType(binder = GeneratedByDatabase.Binder.class)
@interface GeneratedByDatabase {

    /** The expression, in SQL that every database understands. */
    String value();

    /** Tells Hibernate's schema tools about the expression. */
    class Binder implements AttributeBinder<GeneratedByDatabase> {

        /** For Hibernate. */
        public Binder() {}

        @Override
        public void bind(
                GeneratedByDatabase annotation,
                MetadataBuildingContext context,
                PersistentClass entity,
                Property property) {
            Dialect dialect = context.getMetadataCollector().getDatabase().getDialect();
            for (Column column : property.getColumns()) {
                if (mustSayStored(dialect)) {
                    column.setSqlType("bigint generated always as (" + annotation.value() + ") stored");
                } else {
                    column.setGeneratedAs(annotation.value());
                }
            }
        }

        /**
         * From PostgreSQL 18 on, Hibernate 7 makes such a column a virtual one unless it is told otherwise, which cannot
         * be indexed there.
         */
        private static boolean mustSayStored(Dialect dialect) {
            return dialect instanceof PostgreSQLDialect;
        }
    }
}
