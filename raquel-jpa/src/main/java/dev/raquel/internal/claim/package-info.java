/**
 * A claim's life: jobs are taken in one of three ways, their leases renewed, and taken over when they have run out;
 * late jobs expire. Everything runs in transactions of its own.
 */
@NullMarked
package dev.raquel.internal.claim;

import org.jspecify.annotations.NullMarked;
