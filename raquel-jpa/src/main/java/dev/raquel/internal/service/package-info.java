/**
 * The operations of {@link dev.raquel.RaquelService}, a class for each kind: new jobs, reading, moves of jobs that
 * nobody has claimed, claims by hand. {@link dev.raquel.internal.service.QueueService} offers them as one.
 */
@NullMarked
package dev.raquel.internal.service;

import org.jspecify.annotations.NullMarked;
