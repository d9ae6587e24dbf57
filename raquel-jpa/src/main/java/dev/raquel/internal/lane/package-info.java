/** Lanes: one queue each as a dispatcher sees it: when to look, how much there is room for, and what waits. */
@NullMarked
package dev.raquel.internal.lane;

import org.jspecify.annotations.NullMarked;
