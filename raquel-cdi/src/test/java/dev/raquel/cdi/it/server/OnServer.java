package dev.raquel.cdi.it.server;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Which server a test class is for. It is skipped in another server's run, and without a JDK that can run the server.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith({OnServerCondition.class, ArquillianExtension.class})
public @interface OnServer {

    /** The qualifier in arquillian.xml. */
    String value();

    /** The oldest JDK that runs it. */
    int jdk() default 17;
}
