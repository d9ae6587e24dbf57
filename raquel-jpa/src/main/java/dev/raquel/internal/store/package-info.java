/**
 * The job table: every statement that is sent to it, and what reads and writes single rows inside the caller's
 * transaction.
 */
@NullMarked
package dev.raquel.internal.store;

import org.jspecify.annotations.NullMarked;
