package dev.raquel.internal.service;

/** What callers whose transactions are the same ones can ask for, one part for each kind. */
record Operations(
        Enqueueing enqueueing,
        Reading reading,
        Moves moves,
        Claiming claiming,
        Settling settling,
        Dequeueing dequeueing) {}
