package dev.raquel.internal.wakeup;

/** A connection cannot tell of notifications, and no other one will. */
final class NoNotificationsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoNotificationsException(String why) {
        super(why);
    }
}
