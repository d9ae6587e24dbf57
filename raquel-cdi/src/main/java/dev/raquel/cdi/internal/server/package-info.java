/** What we take from the server: resources, threads, request scopes, and whether it is suspended. */
@NullMarked
package dev.raquel.cdi.internal.server;

import org.jspecify.annotations.NullMarked;
