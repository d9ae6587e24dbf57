/** What a node does now and then beside running jobs: one class each, and the loop that calls them. */
@NullMarked
package dev.raquel.internal.duty;

import org.jspecify.annotations.NullMarked;
