/**
 * What an application imports: {@link dev.raquel.RaquelService} to enqueue and look after jobs, {@link dev.raquel.Job}
 * to handle one, and {@link dev.raquel.Raquel} to use the queue in Java SE.
 *
 * <p>Nothing here is nullable unless it says so.
 */
@NullMarked
package dev.raquel;

import org.jspecify.annotations.NullMarked;
