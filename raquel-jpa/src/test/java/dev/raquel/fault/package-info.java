/**
 * The fault suite: nodes in processes of their own, faults that strike them and their database, and a check of what is
 * in the tables afterwards. {@link dev.raquel.fault.Storm} is where to begin.
 */
package dev.raquel.fault;
