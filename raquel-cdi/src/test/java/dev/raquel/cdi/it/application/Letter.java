package dev.raquel.cdi.it.application;

import java.time.Instant;
import java.util.Optional;

/** A payload. */
public record Letter(String to, Instant written, Optional<String> subject) {}
