package dev.raquel.internal.lifecycle;

import java.io.Writer;

/** Takes so many characters and no more: a trace may have a hundred thousand lines. For one thread. */
final class BoundedText extends Writer {

    private final StringBuilder text = new StringBuilder();
    private final int longest;

    BoundedText(int longest) {
        this.longest = longest;
    }

    /** There is no room left; what did fit has been taken. */
    static final class Full extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Full() {
            super(null, null, false, false);
        }
    }

    @Override
    public void write(char[] characters, int from, int length) {
        int fits = Math.min(length, longest - text.length());
        text.append(characters, from, fits);
        refuseBeyond(length - fits);
    }

    /** Takes a text as it is, without a copy of it all. */
    @Override
    public void write(String characters, int from, int length) {
        int fits = Math.min(length, longest - text.length());
        text.append(characters, from, from + fits);
        refuseBeyond(length - fits);
    }

    private static void refuseBeyond(int rest) {
        if (rest > 0) {
            throw new Full();
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
        return text.toString();
    }
}
