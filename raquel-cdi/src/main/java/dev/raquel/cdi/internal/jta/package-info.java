/** The server's transactions, as the core wants them. */
@NullMarked
package dev.raquel.cdi.internal.jta;

import org.jspecify.annotations.NullMarked;
