/** The dispatcher: claims due jobs when there is room, hands them to threads, starts and stops. */
@NullMarked
package dev.raquel.internal.dispatch;

import org.jspecify.annotations.NullMarked;
