/** The jobs that this node has claimed and not settled yet. */
@NullMarked
package dev.raquel.internal.held;

import org.jspecify.annotations.NullMarked;
