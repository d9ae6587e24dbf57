package dev.raquel.example.shop;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

/** What a customer asks for, and what the shop demands of it. Checked before anything is written. */
public record NewOrder(
        @NotBlank(message = "customer is missing") @Size(max = 100, message = "customer has more than 100 characters")
        String customer,

        @NotBlank(message = "item is missing") @Size(max = 100, message = "item has more than 100 characters")
        String item,

        @NotNull(message = "quantity is missing") @Positive(message = "quantity must be 1 or more")
        Integer quantity) {}
