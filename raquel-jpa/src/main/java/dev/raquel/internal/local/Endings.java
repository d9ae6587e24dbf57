package dev.raquel.internal.local;

import org.jspecify.annotations.Nullable;

/**
 * Several things that are to be ended, each even if another one fails. The first failure is thrown when all have been
 * tried, whatever it is, and carries the others. Safe for use by many threads.
 */
public final class Endings {

    private @Nullable Throwable first;

    /** Ends all of these, one after the other; then throws what the first one that failed has thrown. */
    public static void all(Runnable... endings) {
        Endings all = new Endings();
        for (Runnable ending : endings) {
            all.run(ending);
        }
        all.throwFirstFailure();
    }

    /** Ends this after a failure, which the caller throws; it carries what fails here. */
    public static void after(Throwable failure, Runnable ending) {
        Endings endings = new Endings();
        endings.note(failure);
        endings.run(ending);
    }

    /** Ends this, and notes what it throws. */
    void run(Runnable ending) {
        try {
            ending.run();
        } catch (Throwable failure) {
            note(failure);
        }
    }

    private synchronized void note(Throwable failure) {
        if (first == null) {
            first = failure;
        } else if (first != failure) {
            first.addSuppressed(failure);
        }
    }

    /** Throws the first failure, if there was one. */
    synchronized void throwFirstFailure() {
        if (first != null) {
            throw Endings.<RuntimeException>asItIs(first);
        }
    }

    /** A checked exception that nobody declared stays what it is. */
    @SuppressWarnings("unchecked") // the compiler's last word, not the JVM's
    private static <E extends Throwable> E asItIs(Throwable failure) throws E {
        throw (E) failure;
    }
}
