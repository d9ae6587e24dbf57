package dev.raquel.internal.attempt;

import dev.raquel.internal.held.HeldJob;

/** A job whose payload has been read, as we hold it and as its handler sees it. */
record ReadJob(HeldJob held, RunningJob running) {}
