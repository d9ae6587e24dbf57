/** Transactions in Java SE, over resource-local entity managers. */
@NullMarked
package dev.raquel.internal.local;

import org.jspecify.annotations.NullMarked;
