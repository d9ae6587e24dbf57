/**
 * The job table as a Hibernate entity, and how it registers itself with the application's persistence unit.
 *
 * <p>Adding the library is enough: {@link dev.raquel.jpa.JobEntity} becomes part of every Hibernate persistence unit of
 * the application, under the entity name {@code RaquelJob}, mapped to the table {@code jobs}. Properties of the unit,
 * in {@code persistence.xml} or as given to the factory, say otherwise; where the unit does not have one, the setting
 * of the same name counts: that of a {@link dev.raquel.spi.PropertySource}, such as MicroProfile Config in a server, or
 * else the system property.
 *
 * <table>
 * <caption>Properties of a persistence unit</caption>
 * <tr><th>property</th><th>meaning</th></tr>
 * <tr><td>{@code raquel.table}</td><td>The table's name, {@code jobs} by default: lower-case letters, digits and
 * underscores, at most 45 characters. Give the change log's parameter of this name the same value.</td></tr>
 * <tr><td>{@code raquel.schema}</td><td>The schema that the table is in, on H2 and PostgreSQL; by default the
 * connection's own. Give the change log's parameter of this name the same value. MariaDB and MySQL have no schemas
 * within a database, so there it fails the unit: let the datasource connect to the database that holds the
 * table.</td></tr>
 * <tr><td>{@code raquel.persistence-unit}</td><td>With several units, the name of the one that gets the entity. The
 * others then need no job table, get none from {@code hibernate.hbm2ddl.auto = update}, and start under
 * {@code validate}.</td></tr>
 * <tr><td>{@code raquel.enabled}</td><td>{@code false} keeps the entity out of the unit.</td></tr>
 * </table>
 *
 * <p>A unit may also list the class itself, as a {@code <class>} or in a {@code <mapping-file>}: then it stays as it is
 * listed. What cannot be done (a name that is none, a table other than the one the unit's own listing says) fails the
 * unit with a {@link org.hibernate.MappingException} that names the property.
 */
@NullMarked
package dev.raquel.jpa;

import org.jspecify.annotations.NullMarked;
