package dev.raquel.example.shop;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.BooleanSupplier;

/**
 * A simulated printer that takes 20 ms for each piece on the invoice, so that a big order shows a job at work. It looks
 * between two pieces whether it should stop; being interrupted stops it too.
 */
@ApplicationScoped
public class InvoicePrinter {

    private static final long MILLIS_PER_PIECE = 20;

    /** Prints, and says whether it came to the end. */
    public boolean print(int pieces, BooleanSupplier stopRequested) throws InterruptedException {
        for (int piece = 0; piece < pieces; piece++) {
            if (stopRequested.getAsBoolean()) {
                return false;
            }
            Thread.sleep(MILLIS_PER_PIECE);
        }
        return true;
    }
}
