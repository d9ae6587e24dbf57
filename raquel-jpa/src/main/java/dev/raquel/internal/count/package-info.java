/** Counting what a node does. */
@NullMarked
package dev.raquel.internal.count;

import org.jspecify.annotations.NullMarked;
