/** What the queue does in an application on a server, whichever that is. The tests run inside. */
@NullMarked
package dev.raquel.cdi.it.contract;

import org.jspecify.annotations.NullMarked;
