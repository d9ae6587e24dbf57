package dev.raquel.protocol;

/** A step that breaks what must hold. */
final class Broken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Invariant invariant;

    Broken(Invariant invariant, String how) {
        super(how, null, false, false);
        this.invariant = invariant;
    }

    Invariant invariant() {
        return invariant;
    }
}
