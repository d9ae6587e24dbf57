package dev.raquel.cdi.it.application;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What happened, in order. */
public final class Diary {

    private static final List<String> ENTRIES = new CopyOnWriteArrayList<>();

    private Diary() {}

    static void write(String entry) {
        ENTRIES.add(entry);
    }

    /** Begins a new page. */
    public static void clear() {
        ENTRIES.clear();
    }

    public static List<String> entries() {
        return ENTRIES;
    }
}
