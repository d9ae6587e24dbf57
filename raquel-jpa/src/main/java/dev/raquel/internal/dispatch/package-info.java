/** The dispatcher: claims due jobs, hands them to threads, runs one attempt each, and keeps leases alive. */
@NullMarked
package dev.raquel.internal.dispatch;

import org.jspecify.annotations.NullMarked;
