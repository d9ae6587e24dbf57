package dev.raquel.example.shop;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** An order: business data like any other, in the same database as the job table. */
@Entity
@Table(name = "shop_orders")
public class ShopOrder {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String customer;

    private String item;

    private int quantity;

    @Column(name = "placed_at")
    private Instant placedAt;

    protected ShopOrder() {}

    public ShopOrder(String customer, String item, int quantity, Instant placedAt) {
        this.customer = customer;
        this.item = item;
        this.quantity = quantity;
        this.placedAt = placedAt;
    }

    public Long getId() {
        return id;
    }

    public String getCustomer() {
        return customer;
    }

    public String getItem() {
        return item;
    }

    public int getQuantity() {
        return quantity;
    }

    public Instant getPlacedAt() {
        return placedAt;
    }
}
