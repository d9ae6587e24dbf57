package dev.raquel.internal.watch;

/** Work that has a thread to itself, until it is stopped. */
public interface Loop extends Runnable {

    /** Lets the thread end soon; does not wait for it. */
    void stop();

    /** Tells whether the thread comes back from what it calls. */
    Pulse pulse();
}
