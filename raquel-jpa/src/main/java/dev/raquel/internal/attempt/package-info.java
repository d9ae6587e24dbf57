/** Attempts: a handler is run for a claimed job, or for many together, and what it decided is settled. */
@NullMarked
package dev.raquel.internal.attempt;

import org.jspecify.annotations.NullMarked;
