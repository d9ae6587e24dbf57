package dev.raquel.example.shop;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * An invoice, written by the handler of a job. The order's id is unique in its table: were a job's writes ever
 * committed twice, the database would refuse the second invoice.
 */
@Entity
@Table(name = "invoices")
public class Invoice {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "order_id")
    private Long orderId;

    private BigDecimal amount;

    @Column(name = "issued_at")
    private Instant issuedAt;

    protected Invoice() {}

    public Invoice(Long orderId, BigDecimal amount, Instant issuedAt) {
        this.orderId = orderId;
        this.amount = amount;
        this.issuedAt = issuedAt;
    }

    public Long getId() {
        return id;
    }

    public Long getOrderId() {
        return orderId;
    }

    public BigDecimal getAmount() {
        return amount;
    }

    public Instant getIssuedAt() {
        return issuedAt;
    }
}
