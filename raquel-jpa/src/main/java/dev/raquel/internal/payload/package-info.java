/** Payloads as text, by Jackson. */
@NullMarked
package dev.raquel.internal.payload;

import org.jspecify.annotations.NullMarked;
