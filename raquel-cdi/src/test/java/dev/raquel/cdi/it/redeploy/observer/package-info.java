/** The application that stays, and looks at the server from inside. */
@NullMarked
package dev.raquel.cdi.it.redeploy.observer;

import org.jspecify.annotations.NullMarked;
