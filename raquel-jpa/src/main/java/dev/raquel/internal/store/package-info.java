/** The job table: every statement that the library sends, and the three ways to claim. All methods run inside a transaction that the caller has opened. */
@NullMarked
package dev.raquel.internal.store;

import org.jspecify.annotations.NullMarked;
