/**
 * Nodes wake each other, where the database can do that: PostgreSQL, by LISTEN and NOTIFY. Nothing relies on it: what
 * is not told, or not heard, is found by polling.
 */
@NullMarked
package dev.raquel.internal.wakeup;

import org.jspecify.annotations.NullMarked;
