package dev.raquel.cdi.internal;

import org.jspecify.annotations.Nullable;

/** Several things that are to be ended, each even if one before it fails. */
final class Endings {

    private @Nullable RuntimeException first;

    void run(Runnable ending) {
        try {
            ending.run();
        } catch (RuntimeException failure) {
            if (first == null) {
                first = failure;
            } else {
                first.addSuppressed(failure);
            }
        }
    }

    void throwFirstFailure() {
        if (first != null) {
            throw first;
        }
    }
}
