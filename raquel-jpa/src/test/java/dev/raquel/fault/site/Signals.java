package dev.raquel.fault.site;

import java.io.IOException;

/** Signals to processes that the tests have started. */
public final class Signals {

    private Signals() {}

    /** Sends a signal by its short name, and waits until it is sent. */
    public static void send(String signal, long pid) {
        try {
            int status = new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("kill -" + signal + " " + pid + " ended with " + status);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
