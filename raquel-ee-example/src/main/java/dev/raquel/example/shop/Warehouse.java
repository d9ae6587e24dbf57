package dev.raquel.example.shop;

import jakarta.enterprise.context.ApplicationScoped;

/** A simulated warehouse that is refilled every night: it can always serve an order, unless it is a huge one. */
@ApplicationScoped
public class Warehouse {

    public static final int MOST_PIECES = 1000;

    public void reserve(ShopOrder order) {
        if (order.getQuantity() > MOST_PIECES) {
            throw new OutOfStockException("only " + MOST_PIECES + " pieces of " + order.getItem() + " are in stock");
        }
    }
}
