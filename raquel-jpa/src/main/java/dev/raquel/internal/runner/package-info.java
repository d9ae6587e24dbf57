/** Runners: the threads that run what was claimed, and what becomes of it. */
@NullMarked
package dev.raquel.internal.runner;

import org.jspecify.annotations.NullMarked;
