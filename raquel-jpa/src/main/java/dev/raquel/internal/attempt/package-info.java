/** One attempt: runs a handler for a claimed job, settles it, and knows what this node holds. Knows no thread but its own. */
@NullMarked
package dev.raquel.internal.attempt;

import org.jspecify.annotations.NullMarked;
