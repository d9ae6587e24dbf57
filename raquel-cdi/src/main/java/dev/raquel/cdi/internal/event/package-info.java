/** Life events: who observes them, and how they are fired. */
@NullMarked
package dev.raquel.cdi.internal.event;

import org.jspecify.annotations.NullMarked;
