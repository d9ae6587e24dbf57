/**
 * How the queue works. Not for applications: anything below this package may change in any release.
 *
 * <p>{@code lifecycle} decides what a job becomes and knows no database. {@code store} holds every statement, and reads
 * and writes rows; {@code lock} locks them as the database at hand can; {@code claim} takes jobs, keeps them and takes
 * them over; {@code held} knows those that this node has. {@code settle} settles jobs apart from their handlers'
 * transactions, one by one or many together; {@code event} tells listeners what has become of jobs. {@code attempt}
 * runs a handler for a job, or for many; {@code dispatch} claims jobs and hands them to threads; {@code duty} is what a
 * node does now and then; {@code service} is what callers ask for. {@code schema} makes the table, {@code payload}
 * turns objects into text, {@code unit} knows the persistence units with jobs, {@code local} runs transactions in Java
 * SE. {@code wakeup} tells other nodes of jobs, and listens to them. {@link dev.raquel.internal.Node} puts them
 * together.
 */
@NullMarked
package dev.raquel.internal;

import org.jspecify.annotations.NullMarked;
