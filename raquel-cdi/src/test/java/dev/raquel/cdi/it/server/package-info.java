/** How the tests get at a server, a JDK that runs it, and a WAR. Stays outside the server. */
@NullMarked
package dev.raquel.cdi.it.server;

import org.jspecify.annotations.NullMarked;
