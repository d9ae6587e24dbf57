/** What can be configured, where it is read, and what is wrong with it. */
@NullMarked
package dev.raquel.cdi.internal.settings;

import org.jspecify.annotations.NullMarked;
