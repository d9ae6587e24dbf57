package dev.raquel.cdi.it.application;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Calls are written down, see {@link Audit}. */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
public @interface Audited {}
