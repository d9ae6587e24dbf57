package dev.raquel.example.shop;

/**
 * The payload of a job in the queue "emails", stored as JSON: all that the mail says, as it was when it was ordered.
 */
public record OrderConfirmation(long orderId, String customer, String item, int quantity) {}
