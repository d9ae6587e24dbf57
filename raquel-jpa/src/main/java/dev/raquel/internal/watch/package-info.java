/** What a node knows of its own loops: whether they come back from what they call, and whether that works. */
@NullMarked
package dev.raquel.internal.watch;

import org.jspecify.annotations.NullMarked;
