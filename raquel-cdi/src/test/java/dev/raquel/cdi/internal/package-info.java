/** The queue in a server, tested in process on Weld, Narayana and Hibernate. */
@NullMarked
package dev.raquel.cdi.internal;

import org.jspecify.annotations.NullMarked;
