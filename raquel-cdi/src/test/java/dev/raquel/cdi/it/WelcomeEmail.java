package dev.raquel.cdi.it;

import java.time.Instant;

/** The payload. */
public record WelcomeEmail(String account, Instant since) {}
