/**
 * The job queue in a Jakarta EE server: {@link dev.raquel.cdi.Queue} makes an observer method a handler, and
 * {@link dev.raquel.RaquelService} can be injected.
 */
@NullMarked
package dev.raquel.cdi;

import org.jspecify.annotations.NullMarked;
