package dev.raquel.example.shop;

/** The warehouse has not got enough. Unchecked, so that it rolls back the transaction, jobs and all. */
public class OutOfStockException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public OutOfStockException(String message) {
        super(message);
    }
}
