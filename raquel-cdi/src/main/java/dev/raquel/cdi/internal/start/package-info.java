/** The dispatcher begins and ends with the application. */
@NullMarked
package dev.raquel.cdi.internal.start;

import org.jspecify.annotations.NullMarked;
