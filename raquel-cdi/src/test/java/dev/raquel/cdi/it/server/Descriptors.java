package dev.raquel.cdi.it.server;

import dev.raquel.testing.TestDatabase;
import org.jboss.shrinkwrap.api.asset.StringAsset;

/**
 * The descriptors of an application: its datasources, which it brings along so that no server needs to be prepared for
 * it, and its persistence units.
 */
public final class Descriptors {

    private static final String DATA_SOURCE = """
              <data-source>
                <name>java:app/jdbc/%s</name>
                <class-name>org.postgresql.ds.PGSimpleDataSource</class-name>
                <url>%s</url>
                <user>%s</user>
                <password>%s</password>
                <transactional>true</transactional>
                <max-pool-size>20</max-pool-size>
              </data-source>
            """;

    private Descriptors() {}

    public static StringAsset persistenceXml(String... units) {
        return new StringAsset("""
                <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
                %s</persistence>
                """.formatted(String.join("", units)));
    }

    /** A persistence unit on the datasource of its name. */
    public static String unit(String name, String properties, Class<?>... entities) {
        StringBuilder classes = new StringBuilder();
        for (Class<?> entity : entities) {
            classes.append("<class>").append(entity.getName()).append("</class>");
        }
        Server server = Server.launched();
        return """
                  <persistence-unit name="%1$s" transaction-type="JTA">
                    %2$s
                    <jta-data-source>java:app/jdbc/%1$s</jta-data-source>
                    %3$s
                    <exclude-unlisted-classes>true</exclude-unlisted-classes>
                    <properties>
                      %4$s
                      %5$s
                    </properties>
                  </persistence-unit>
                """.formatted(name, server.provider(), classes, server.unitProperties(), properties);
    }

    public static String property(String name, String value) {
        return "<property name=\"%s\" value=\"%s\"/>".formatted(name, value);
    }

    public static StringAsset webXml(String... dataSources) {
        return webXmlWith("", dataSources);
    }

    /** With attributes of its root. */
    static StringAsset webXmlWith(String attributes, String... dataSources) {
        return new StringAsset("""
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0"%s>
                %s</web-app>
                """.formatted(attributes, String.join("", dataSources)));
    }

    public static StringAsset applicationXml(String name, String modules, String... dataSources) {
        return new StringAsset("""
                <application xmlns="https://jakarta.ee/xml/ns/jakartaee" version="10">
                  <application-name>%s</application-name>
                %s
                  <library-directory>lib</library-directory>
                %s</application>
                """.formatted(name, modules, String.join("", dataSources)));
    }

    public static String dataSource(String name, TestDatabase database) {
        return DATA_SOURCE.formatted(name, database.jdbcUrl(), database.user(), database.password());
    }
}
