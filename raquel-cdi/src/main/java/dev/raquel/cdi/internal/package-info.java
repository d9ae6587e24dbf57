/**
 * How the queue lives in a server. Not API.
 *
 * <p>The way of a handler: {@link dev.raquel.cdi.internal.RaquelExtension} collects it,
 * {@link dev.raquel.cdi.internal.HandlerRules} judge it, {@link dev.raquel.cdi.internal.RaquelNode} gives it to the node
 * as an {@link dev.raquel.cdi.internal.ObserverHandler}. {@link dev.raquel.cdi.internal.ServerResources} is all that we
 * take from the server.
 */
@NullMarked
package dev.raquel.cdi.internal;

import org.jspecify.annotations.NullMarked;
