/**
 * How the queue lives in a server. Not API.
 *
 * <p>The way of a handler: {@link dev.raquel.cdi.internal.RaquelExtension} collects it,
 * {@link dev.raquel.cdi.internal.handler.HandlerRules} judge it, {@link dev.raquel.cdi.internal.RaquelNode} puts
 * everything together and gives it to the core's node as an {@link dev.raquel.cdi.internal.handler.ObserverHandler}.
 * Each room below is about one thing; {@code start} and {@code health} use this one, which uses the others.
 *
 * <p>Errors have ids: 001 to 013, 018, 045 to 049, 051, 052 handlers; 014, 020 to 026 settings; 015 to 017, 030 to 034,
 * 050 persistence units; 040 to 044 observers of life events. Each text is in a class {@code ...Messages}.
 */
@NullMarked
package dev.raquel.cdi.internal;

import org.jspecify.annotations.NullMarked;
