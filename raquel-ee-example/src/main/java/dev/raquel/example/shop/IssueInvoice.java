package dev.raquel.example.shop;

/** The payload of a job in the queue "invoices", stored as JSON. It names the order; the handler reads the rest. */
public record IssueInvoice(long orderId) {}
