package dev.raquel.internal.service;

import org.jspecify.annotations.Nullable;

/** Stands in a request for a payload that is text already, and is not to be written once more. */
record WrittenPayload(@Nullable String text) {}
