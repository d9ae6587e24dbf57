/** The persistence units that hold jobs. */
@NullMarked
package dev.raquel.internal.unit;

import org.jspecify.annotations.NullMarked;
