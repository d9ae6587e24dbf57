/** The faults: one class for each kind, and the arena in which they strike. */
package dev.raquel.fault.kind;
