/** Life events: who is told what has become of jobs, when, and on which thread. */
@NullMarked
package dev.raquel.internal.event;

import org.jspecify.annotations.NullMarked;
