/** Settling apart from the handler's transaction: one job, or many that ended alike. */
@NullMarked
package dev.raquel.internal.settle;

import org.jspecify.annotations.NullMarked;
