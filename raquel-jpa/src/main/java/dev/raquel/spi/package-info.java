/**
 * What an integrator implements: how transactions are run, how payloads become text, what surrounds an attempt,
 * where settings come from.
 */
@NullMarked
package dev.raquel.spi;

import org.jspecify.annotations.NullMarked;
