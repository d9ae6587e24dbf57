/** A node of the fault tests, in a JVM of its own: handlers of all kinds, and what their jobs have them do. */
package dev.raquel.fault.node;
