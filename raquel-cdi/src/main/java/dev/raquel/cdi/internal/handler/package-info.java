/** Observer methods as handlers: what they must be like, and how they are called. */
@NullMarked
package dev.raquel.cdi.internal.handler;

import org.jspecify.annotations.NullMarked;
