/** The application that comes and goes. */
@NullMarked
package dev.raquel.cdi.it.redeploy.application;

import org.jspecify.annotations.NullMarked;
