/** Payloads as JSON. No other package knows Jackson. */
@NullMarked
package dev.raquel.jackson;

import org.jspecify.annotations.NullMarked;
