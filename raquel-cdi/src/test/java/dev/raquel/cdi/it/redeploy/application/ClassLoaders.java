package dev.raquel.cdi.it.redeploy.application;

import java.lang.ref.WeakReference;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The class loaders of applications that came, as long as they are there: in a system property that is a collection of
 * weak references, of classes that all applications share.
 */
public final class ClassLoaders {

    private static final String PROPERTY = "raquel.test.class-loaders";

    private ClassLoaders() {}

    static void add(ClassLoader loader) {
        noted().add(new WeakReference<>(loader));
    }

    /** Those that nobody has collected. Whoever keeps this list keeps them alive. */
    public static List<ClassLoader> alive() {
        return noted().stream().map(WeakReference::get).filter(Objects::nonNull).toList();
    }

    @SuppressWarnings("unchecked")
    private static Collection<WeakReference<ClassLoader>> noted() {
        return (Collection<WeakReference<ClassLoader>>)
                System.getProperties().computeIfAbsent(PROPERTY, none -> new ConcurrentLinkedQueue<>());
    }
}
