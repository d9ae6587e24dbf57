/**
 * What a job becomes: every legal move and what it writes. Pure functions, without a database or a clock of their own.
 */
@NullMarked
package dev.raquel.internal.lifecycle;

import org.jspecify.annotations.NullMarked;
