/** Which persistence unit of the application holds the jobs. */
@NullMarked
package dev.raquel.cdi.internal.unit;

import org.jspecify.annotations.NullMarked;
